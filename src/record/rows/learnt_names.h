// record/rows/learnt_names.h — names of agencies that people have confirmed. They settle the review
// reason AGENCY_UNKNOWN of tasks.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "record/rows/records.h"
#include "text/lexicon.h"

namespace codau::record {

/// A set of confirmed names. Names are equal if their tone_key() is equal (standards 8.6): capitals
/// and the place of a tone mark make no difference, other diacritics do.
class LearntNames {
 public:
  void add(std::string_view name);
  void remove(std::string_view name);
  [[nodiscard]] bool contains(std::string_view name) const;
  /// Returns the names as they were confirmed, sorted by tone_key().
  [[nodiscard]] std::vector<std::string> forms() const;
  /// Returns the tone_key() of each name.
  [[nodiscard]] std::set<std::string> keys() const;

 private:
  std::map<std::string, std::string> forms_;  // by tone_key
};

/// Returns the names in a column of a task that AGENCY_UNKNOWN may be about, in normal form. These
/// are the doubtful names; if no name is doubtful, the names that no list has. `field`: lead_raw or
/// coop_raw.
[[nodiscard]] std::vector<std::string> list_questioned_names(const text::Lexicon& lexicon,
                                                             const Records& records,
                                                             std::string_view task_id,
                                                             std::string_view field);

/// Returns the rows with AGENCY_UNKNOWN set anew in each task that has a confirmed or forgotten
/// name. Such a task gets the reason in two cases:
/// 1. One of its names is forgotten.
/// 2. One of its names is in doubt and not confirmed.
/// Its review status follows from the reasons, unless a person has judged the row. All other rows
/// stay unchanged. `forgotten`: tone_key() of names that are no longer confirmed.
[[nodiscard]] Records judge_rows(const text::Lexicon& lexicon, const LearntNames& learnt,
                                 Records rows, const std::set<std::string>& forgotten = {});

}  // namespace codau::record
