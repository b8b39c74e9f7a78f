"""The comparison workbook: what changed in the inputs, in the plan and in the cost."""
