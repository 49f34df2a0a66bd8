"""Attribution: cues with their sources, what is said, quotations, speech acts; the stage is `statements`."""
