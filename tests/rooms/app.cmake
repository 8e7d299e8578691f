# The whole program as people use it. e2e.bad_input runs it installed, as a user without privileges.
function(codau_e2e name subject)
  add_test(NAME e2e.${name} COMMAND Python3::Interpreter
    ${PROJECT_SOURCE_DIR}/tests/e2e/${name}_test.py ${subject})
  set_tests_properties(e2e.${name} PROPERTIES LABELS e2e TIMEOUT 900)
endfunction()
codau_e2e(bad_input ${PROJECT_BINARY_DIR})
codau_e2e(command_line $<TARGET_FILE:codau>)
codau_e2e(cross_references $<TARGET_FILE:codau>)
codau_e2e(search $<TARGET_FILE:codau>)
codau_e2e(debug_pages $<TARGET_FILE:codau>)
codau_e2e(export $<TARGET_FILE:codau>)
codau_e2e(faults $<TARGET_FILE:codau>)
codau_e2e(resume $<TARGET_FILE:codau>)
codau_e2e(results $<TARGET_FILE:codau>)
codau_e2e(restore $<TARGET_FILE:codau>)
codau_e2e(page_kinds $<TARGET_FILE:show_pages>)
codau_e2e(library ${PROJECT_BINARY_DIR})
codau_e2e(postgres_import $<TARGET_FILE:codau>)
codau_e2e(postgres_faults $<TARGET_FILE:codau>)
set_tests_properties(e2e.postgres_import e2e.postgres_faults PROPERTIES SKIP_RETURN_CODE 77)  # no server
add_test(NAME shared.restored_twice COMMAND Python3::Interpreter
  ${PROJECT_SOURCE_DIR}/tests/shared/restored_twice_test.py $<TARGET_FILE:codau>)
set_tests_properties(shared.restored_twice PROPERTIES LABELS shared SKIP_RETURN_CODE 77 TIMEOUT 900)
