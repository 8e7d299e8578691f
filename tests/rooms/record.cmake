codau_test(unit record codau_record codau_document codau_text)
codau_test(property record codau_record codau_document codau_text)
