codau_test(unit restore codau_restore codau_train)
codau_test(unit enumerators codau_restore)
codau_test(property restore codau_restore codau_train nlohmann_json::nlohmann_json)
codau_fuzz(restore codau_restore codau_train)
