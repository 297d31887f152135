"""How the programme makes a showcase: its cases written, agreed, launched, and asked after."""
