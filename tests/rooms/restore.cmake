codau_test(unit restore restore_steps blanks enumerators repetition definitions c_interface keystrokes
  LIBS codau_restore codau_train codau_library)
codau_test(property restore library line_endings
  LIBS codau_restore codau_train nlohmann_json::nlohmann_json codau_library ICU::uc)
codau_fuzz(restore codau_restore codau_train)
codau_fuzz(keystrokes codau_restore)
