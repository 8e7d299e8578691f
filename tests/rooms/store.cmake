codau_test(unit store hand_store lists store_readers upgrade flat_views search review_queue LIBS codau_store SQLite::SQLite3)
codau_test(property result_names store physical_schema document_stats review_queue
  LIBS codau_store SQLite::SQLite3 nlohmann_json::nlohmann_json)
