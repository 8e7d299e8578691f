codau_test(unit pipeline merge older_documents run_parts replace_words
  LIBS codau_pipeline nlohmann_json::nlohmann_json)
codau_test(property edited_text_files pipeline cross_references search
  LIBS codau_pipeline nlohmann_json::nlohmann_json)
target_compile_definitions(pipeline_property_test PRIVATE
  CODAU_WORKER="$<TARGET_FILE:codau-worker>")
add_dependencies(pipeline_property_test codau-worker)
codau_fuzz(document_parts codau_pipeline)
codau_test(golden walk LIBS codau_pipeline)

# A worker that lies, in the place of the program of the workers.
add_executable(lying_worker support/lying_worker.cpp)
target_link_libraries(lying_worker PRIVATE codau_worker codau_flags)
set(room lies)  # a program of its own: it bounds the memory of its process
codau_test(property lies LIBS codau_pipeline)
target_compile_definitions(lies_property_test PRIVATE CODAU_LIAR="$<TARGET_FILE:lying_worker>")
add_dependencies(lies_property_test lying_worker)
