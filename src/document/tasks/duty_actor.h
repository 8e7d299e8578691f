// document/tasks/duty_actor.h — finds the actor of a duty: the agency or person to whom a heading
// or a sentence gives it (standards 5.2 to 5.5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/agencies/agency.h"
#include "document/words/passage.h"

namespace codau::document {

/// The actor of a duty, with the agencies that help.
struct DutyActor {
  Passage heading;  ///< as printed, for Task::lead_raw
  std::vector<AgencyMention> agencies;
  /// those that help: "Sở Y tế chủ trì, phối hợp với Công an tỉnh:"
  std::vector<AgencyMention> helpers;
  Passage helpers_printed;
  std::string path;        ///< of the section that names the actor
  bool requested = false;  ///< asked by "Đề nghị …" (5.2)
  bool is_told = false;  ///< a word such as "Giao", "Yêu cầu", "Đề nghị" stands before the actor
};

/// Returns the actor of words that name only agencies, or go on with "có trách nhiệm:". A heading
/// need only begin like the name of an agency. Returns nothing for other words.
[[nodiscard]] std::optional<DutyActor> read_title_actor(const Passage& words, bool is_heading,
                                                        const AgencyContext& context);

/// Returns the actor of a heading that stands among headings of agencies, but does not look like
/// one: "Giáo viên chủ nhiệm", "Tổng phụ trách Đội". Returns nothing for headings of other things
/// ("Kinh phí").
[[nodiscard]] std::optional<DutyActor> infer_heading_actor(const Passage& heading,
                                                           const AgencyContext& context);

/// Returns `organ`, whose duties the document regulates, as the actor of a heading of duties
/// without an actor: "Nhiệm vụ và quyền hạn". Returns nothing for other headings, or if `organ` is
/// empty.
[[nodiscard]] std::optional<DutyActor> read_regulated_actor(const Passage& heading,
                                                            const std::string& organ,
                                                            const AgencyContext& context);

/// Returns true for words that assign a duty: "Giao Sở Y tế …", not "Giáo viên …" or "Giao thông
/// …".
[[nodiscard]] bool is_assignment(const Lexicon& lexicon, const Passage& words);

/// Returns true for words that begin with "Giao …", "Yêu cầu …" or "Đề nghị …".
[[nodiscard]] bool begins_with_call(const Lexicon& lexicon, const Passage& words);

/// Returns the actor of a sentence with a duty: "Giao Sở Y tế …", "Công an xã phối hợp …", "Căn cứ
/// Kế hoạch này, các phòng …". Linear: examines only the first words of the sentence.
[[nodiscard]] std::optional<DutyActor> read_sentence_actor(const Passage& words,
                                                           const AgencyContext& context);

/// Returns the actor in the last sentence before a list, wherever it is named: "Để …, Sở Y tế yêu
/// cầu các trạm y tế thực hiện các việc sau:".
[[nodiscard]] std::optional<DutyActor> read_told_actor(const Passage& words,
                                                       const AgencyContext& context);

/// Returns the byte after a time at the beginning: "Từ ngày 9/4 đến ngày 12/4: …", "Thứ ba (16/7):
/// …".
[[nodiscard]] std::optional<std::uint32_t> find_time_label_end(const Lexicon& lexicon,
                                                               const Passage& words);

/// Returns the sentences. They end after a full stop and before a capital, but not in brackets.
[[nodiscard]] std::vector<ByteRange> split_sentences(const Passage& words);

/// Returns true for words that begin with a thing and name no act: "Số lượng: 20 suất".
[[nodiscard]] bool names_thing(const Lexicon& lexicon, const Passage& words);

/// Returns true for words that begin with a verb of a duty: "Kiểm tra …", "khẩn trương triển khai
/// …".
[[nodiscard]] bool begins_with_verb(const Lexicon& lexicon, const Passage& words);

/// Returns true for words that begin with a time or a clause before the subject: "Khi có dịch, …".
[[nodiscard]] bool begins_with_clause(const Lexicon& lexicon, const Passage& words);

/// Returns true for words that end with "có trách nhiệm:" or "có trách nhiệm sau đây:".
[[nodiscard]] bool ends_with_charge(const Lexicon& lexicon, const Passage& words);

/// Returns true for words that begin with a topic before a call: "Đối với quỹ lớp …, đề nghị …".
[[nodiscard]] bool begins_with_topic(const Lexicon& lexicon, const Passage& words);

/// Returns true if the actor is named as an organ, a group or a person is, not by other words.
[[nodiscard]] bool is_named(const Lexicon& lexicon, const DutyActor& actor);

/// Returns true for words with "yêu cầu", "đề nghị" or "giao", except after "đã" or "theo".
[[nodiscard]] bool asks_somebody(const Lexicon& lexicon, const Passage& words);

/// Returns true if the words after the actor tell it to act: "… có trách nhiệm …". `may_be_bare`: a
/// verb of a duty is enough: "… trồng cây".
[[nodiscard]] bool has_duty(const Lexicon& lexicon, const Passage& words, const DutyActor& actor,
                            bool may_be_bare = false);

/// Returns true for words that say what the actor is, has or has done: "Trường đã đạt chuẩn", "Thời
/// gian qua, các xã …".
[[nodiscard]] bool states_fact(const Lexicon& lexicon, const Passage& words,
                               const DutyActor& actor);

/// The agencies that a duty names besides its actor, in the order of the cue words (5.5).
struct AgencyRoles {
  std::vector<AgencyMention> agencies;
  std::optional<Passage> helpers;  ///< the first list after "phối hợp với …", as printed
  std::optional<Passage> way;      ///< the way of a report: "qua Phòng Nội vụ"
};
[[nodiscard]] AgencyRoles read_roles(const Passage& words, const AgencyContext& context);

}  // namespace codau::document
