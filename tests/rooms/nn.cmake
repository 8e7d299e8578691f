codau_test(unit convolution float_convolution LIBS codau_nn)
codau_test(property nn LIBS codau_nn PkgConfig::HIGHWAY)
