codau_test(unit web connection_pool LIBS codau_web)
