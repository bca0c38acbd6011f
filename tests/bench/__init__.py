"""How fast the main pages answer on this machine; measured on the demonstration instance, judged by people."""
