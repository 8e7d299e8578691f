codau_test(unit worker codau_worker)
codau_test(property worker codau_worker)
codau_fuzz(worker_protocol codau_worker)
