// support/output_error.h — messages of errors, judged by what they name and not by their words.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "core/error.h"

namespace codau {

/// Tells whether a message names all of `names`. An empty message names nothing.
inline ::testing::AssertionResult names_all(std::string_view message,
                                            std::initializer_list<std::string_view> names) {
  if (message.empty()) return ::testing::AssertionFailure() << "there is no message";
  for (const std::string_view name : names) {
    if (message.find(name) == message.npos)
      return ::testing::AssertionFailure() << '"' << message << "\" does not name " << name;
  }
  return ::testing::AssertionSuccess();
}

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
