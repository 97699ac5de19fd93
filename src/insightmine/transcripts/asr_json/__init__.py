"""JSON that speech recognisers and meeting tools write -> cues, one file a vendor's shape."""
