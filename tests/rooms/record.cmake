codau_test(unit record codau_record)
