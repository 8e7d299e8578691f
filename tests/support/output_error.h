// support/output_error.h — what is said when a result cannot be written.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/error.h"

namespace codau {

/// The message of the Error{kOutput} that `act` throws.
template <class Act>
std::string output_error(const Act& act, ErrorCode code = ErrorCode::kOutput) {
  try {
    act();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code);
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

}  // namespace codau
