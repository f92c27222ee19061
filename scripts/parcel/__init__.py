"""What is handed to offices without internet: a zip with a Python of its own (`make parcel`), a folder of wheels (`make offline`)."""
