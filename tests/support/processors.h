// support/processors.h — code for each kind of processor that this one can stand for.
#pragma once

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>

#include "nn/kernels.h"

namespace codau::testing {

/// Does something with the vectors of each kind of processor that this one can stand for, then with
/// its own again.
template <typename Something>
void on_every_processor(const Something& something) {
  const std::int64_t all = hwy::SupportedTargets();
  const auto pretend = [](std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  };
  for (std::int64_t rest = all; rest != 0; rest &= rest - 1) {
    pretend(rest & -rest);
    SCOPED_TRACE(nn::name_instruction_set());
    something();
  }
  pretend(0);
}

}  // namespace codau::testing
