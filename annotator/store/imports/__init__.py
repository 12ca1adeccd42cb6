"""What imports write and how they are taken back."""
