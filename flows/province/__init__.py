"""A province: its counties, each a workspace as ever, and provincial extracts that are handed on to them."""
