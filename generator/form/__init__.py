"""The Excel form: where everything stands on its sheets, and the writing of a blank or pre-filled one."""
