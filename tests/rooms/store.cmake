codau_test(unit store codau_store SQLite::SQLite3)
codau_test(property store codau_store)
codau_test(unit search codau_store)
