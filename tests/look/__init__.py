"""How pages look and read, drawn without the portal: layouts, fields, pieces, charts."""
