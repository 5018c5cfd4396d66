"""Pages of innovation projects as a browser draws them."""
