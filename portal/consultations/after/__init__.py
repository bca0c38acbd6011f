"""After the close: frozen figures, our answer, who considered it; and whom we reached while it was open."""
