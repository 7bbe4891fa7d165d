"""Following printed links, and the staff pages that make, change and print them."""
