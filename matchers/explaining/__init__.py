"""Why a lead is there: from its sentence back to the cells of the files."""
