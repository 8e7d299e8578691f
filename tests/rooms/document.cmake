codau_test(unit deadline working_days agency name_form reference passage specks numbering sections closing header
  header_places heads hand_witnesses offices task_tables labelled_tasks prose_tasks recipients lexicon duties plain_layout
  LIBS codau_document codau_text)
codau_test(property page_order plan values_in_text LIBS codau_document)
codau_test(shared seed_plans sections LIBS codau_document)
