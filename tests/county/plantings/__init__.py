"""What can be planted in a household or village; events.py says which are decoys and where each fits."""
