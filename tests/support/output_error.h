// support/output_error.h — what is said when a result cannot be written.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/error.h"

namespace codau {

/// What the Error{kOutput} that `act` throws says, a line in Vietnamese and one in English.
template <class Act>
std::string output_error(const Act& act, ErrorCode code = ErrorCode::kOutput) {
  try {
    act();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code);
    return error.message().vi + "\n" + error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

}  // namespace codau
