"""The server: SPARQL 1.1 Protocol, Graph Store Protocol, a JSON interface and the pages, over one built graph."""
