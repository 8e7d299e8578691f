codau_test(unit worker codau_worker)
codau_test(property worker codau_worker)
codau_fuzz(worker_protocol codau_worker)
if(NOT CODAU_SANITIZE)  # which looks around in ways that are refused
  codau_test(unit sandbox codau_worker)
endif()
