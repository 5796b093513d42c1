open("/plugin/reads_above_its_folder/../../../etc/passwd")
