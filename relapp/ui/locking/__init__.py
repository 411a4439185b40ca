"""Who is here: PINs, and the page that lies over everything while nobody is."""
