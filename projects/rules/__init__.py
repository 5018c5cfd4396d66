"""Pure rules of projects: values in, values out."""
