codau_test(unit deadline codau_document)
