// record/rows/learnt_names.h — names that people have confirmed, and what rows of tasks say by
// them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// Confirmed names. Two names are one if their tone_key() is (standards 8.6): capitals and the
/// place of a tone mark do not tell them apart, other marks do.
class LearntNames {
 public:
  void add(std::string_view name);
  void remove(std::string_view name);
  [[nodiscard]] bool contains(std::string_view name) const;
  /// As they were confirmed, and by which keys they are known; sorted by these.
  [[nodiscard]] std::vector<std::string> forms() const;
  [[nodiscard]] std::set<std::string> keys() const;

 private:
  std::map<std::string, std::string> forms_;  // by tone_key
};

/// Returns the names in a column of a task (lead_raw, coop_raw) that AGENCY_UNKNOWN may be about,
/// in normal form: those that are in doubt, else those that no list has.
[[nodiscard]] std::vector<std::string> list_questioned_names(const text::Lexicon& lexicon,
                                                             const Records& records,
                                                             std::string_view task_id,
                                                             std::string_view field);

/// Returns the rows, with AGENCY_UNKNOWN in a task that carries a confirmed or a `forgotten` name
/// only if another name of it is in doubt, or it carries a forgotten one. All else stays; the
/// status follows the reasons unless a person has judged the row. `forgotten`: tone_key()s.
[[nodiscard]] Records judge_rows(const text::Lexicon& lexicon, const LearntNames& learnt,
                                 Records rows, const std::set<std::string>& forgotten = {});

}  // namespace codau::record
