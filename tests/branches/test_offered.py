"""In forms too one of very many organisations is typed, by code or name; what was stored is shown so."""
