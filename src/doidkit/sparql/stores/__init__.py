"""The kinds of triple stores: where they listen, how they are told apart, what they change."""
