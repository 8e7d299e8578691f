// Laws of record/rows/calibration.h, and what its table says of values that people know.
#include "record/rows/calibration.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../support/seeded.h"

namespace codau::record {
namespace {

constexpr TextKind kTexts[] = {TextKind::kPlain, TextKind::kUnmarked, TextKind::kMangled,
                               TextKind::kRecognised};
const std::vector<std::string> kKinds{"number", "date",     "organ",     "signer",   "lead",
                                      "coop",   "deadline", "task text", "reference"};

class CalibrationLaws : public testing::Seeded {
 protected:
  double chance() { return static_cast<double>(below(10001)) / 10000; }
};

TEST_F(CalibrationLaws, ASurerClaimIsNeverLessSure) {  // record/rows/calibration.h
  for (int round = 0; round < 4000; ++round) {
    const std::string kind = kKinds[below(kKinds.size())];
    const TextKind text = kTexts[below(std::size(kTexts))];
    const double stated = chance(), joint = stated * chance();
    const double more = stated + (1 - stated) * chance();
    const StatedConfidence low{stated, joint, text};
    const StatedConfidence high{more, joint + (more - joint) * chance(), text};
    const double claimed = calibrate(kind, low);
    EXPECT_LE(claimed, calibrate(kind, high)) << kind;
    EXPECT_GE(claimed, 0);
    EXPECT_LE(claimed, 1);
  }
}

TEST_F(CalibrationLaws, WhatRefUnsureMeansStaysOnItsSide) {  // standards 11
  for (const double stated : {0.5, 0.79, 0.8, 1.0}) {
    for (const TextKind text : kTexts) {
      const double claimed = calibrate("reference", {stated, stated * chance(), text});
      EXPECT_EQ(claimed < 0.8, stated < 0.8) << stated;
    }
  }
}

TEST_F(CalibrationLaws, AWorseTextGivesLess) {
  for (const std::string& kind : kKinds) {
    const auto sure = [&](TextKind text) { return calibrate(kind, {1, 1, text}); };
    EXPECT_GE(sure(TextKind::kPlain), sure(TextKind::kMangled)) << kind;
  }
}

TEST_F(CalibrationLaws, WhatWasNotCountedIsAsStated) {
  EXPECT_EQ(find_value_kind("tasks", "note"), "");
  EXPECT_EQ(calibrate(find_value_kind("tasks", "note"), {0.7, 0.3, TextKind::kPlain}), 0.7);
  EXPECT_EQ(find_value_kind("documents", "code_number"), "number");
}

}  // namespace
}  // namespace codau::record
