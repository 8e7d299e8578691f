// document/tasks/duty_actor.h — who a heading or a sentence gives a duty to (standards 5.2
// to 5.5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/agencies/agency.h"
#include "document/words/passage.h"

namespace codau::document {

struct DutyActor {
  Passage heading;  ///< as printed, for lead_raw
  std::vector<AgencyMention> agencies;
  std::vector<AgencyMention> helpers;  ///< "Sở Y tế chủ trì, phối hợp với Công an tỉnh:"
  Passage helpers_printed;
  std::string path;        ///< of the section that names it
  bool requested = false;  ///< "Đề nghị …" (5.2)
  bool is_told = false;    ///< a word such as "Giao", "Yêu cầu", "Đề nghị" stands before it
};

/// The actor of words that name agencies and nothing else, or go on with "có trách nhiệm:". A
/// heading may only begin like the name of an agency. Nothing for any other words.
[[nodiscard]] std::optional<DutyActor> read_title_actor(const Passage& words, bool is_heading,
                                                        const AgencyContext& context);

/// The actor of a heading among headings of agencies that its words do not tell: "Giáo viên chủ
/// nhiệm", "Tổng phụ trách Đội". Nothing for headings of other things, "Kinh phí".
[[nodiscard]] std::optional<DutyActor> infer_heading_actor(const Passage& heading,
                                                           const AgencyContext& context);

/// The actor of a heading of duties that names none, "Nhiệm vụ và quyền hạn": the organ on whose
/// duties the document is. Nothing for other headings, or without an organ.
[[nodiscard]] std::optional<DutyActor> read_regulated_actor(const Passage& heading,
                                                            const std::string& organ,
                                                            const AgencyContext& context);

/// True for words that hand a duty on: "Giao Sở Y tế …", not "Giáo viên …", "Giao thông …".
[[nodiscard]] bool is_assignment(const Lexicon& lexicon, const Passage& words);

/// True for words that begin with "Giao …", "Yêu cầu …" or "Đề nghị …".
[[nodiscard]] bool begins_with_call(const Lexicon& lexicon, const Passage& words);

/// The actor of a sentence with a duty: "Giao Sở Y tế …", "Công an xã phối hợp …", "Căn cứ Kế hoạch
/// này, các phòng …". Linear: only the first words of the sentence are looked at.
[[nodiscard]] std::optional<DutyActor> read_sentence_actor(const Passage& words,
                                                           const AgencyContext& context);

/// Who is told to act in the last sentence of words that lead a list in, wherever they are named:
/// "Để …, Sở Y tế yêu cầu các trạm y tế thực hiện các việc sau:".
[[nodiscard]] std::optional<DutyActor> read_told_actor(const Passage& words,
                                                       const AgencyContext& context);

/// Where the words behind a time begin: "Từ ngày 9/4 đến ngày 12/4: …", "Thứ ba (16/7): …".
[[nodiscard]] std::optional<std::uint32_t> find_time_label_end(const Lexicon& lexicon,
                                                               const Passage& words);

/// Cuts behind a full stop and before a capital, brackets apart.
[[nodiscard]] std::vector<ByteRange> split_sentences(const Passage& words);

/// True for words that begin with a thing and name no act: "Số lượng: 20 suất".
[[nodiscard]] bool names_thing(const Lexicon& lexicon, const Passage& words);

/// True for words that begin with a verb of a duty: "Kiểm tra …", "khẩn trương triển khai …".
[[nodiscard]] bool begins_with_verb(const Lexicon& lexicon, const Passage& words);

/// True for words that begin with a time or a clause before the subject: "Khi có dịch, …".
[[nodiscard]] bool begins_with_clause(const Lexicon& lexicon, const Passage& words);

/// True for words that end with "có trách nhiệm:", "có trách nhiệm sau đây:".
[[nodiscard]] bool ends_with_charge(const Lexicon& lexicon, const Passage& words);

/// True for words that begin with a topic before a call: "Đối với quỹ lớp …, đề nghị …".
[[nodiscard]] bool begins_with_topic(const Lexicon& lexicon, const Passage& words);

/// True if the actor is named as an organ, a group or a person is, not by any other words.
[[nodiscard]] bool is_named(const Lexicon& lexicon, const DutyActor& actor);

/// True for words with "yêu cầu", "đề nghị" or "giao" in them, not behind "đã" or "theo".
[[nodiscard]] bool asks_somebody(const Lexicon& lexicon, const Passage& words);

/// True if the words behind the actor say that it is told to act: "… có trách nhiệm …".
/// `may_be_bare`: a verb of a duty is enough, "… trồng cây".
[[nodiscard]] bool has_duty(const Lexicon& lexicon, const Passage& words, const DutyActor& actor,
                            bool may_be_bare = false);

/// True for words that say what the actor is, has or has done: "Trường đã đạt chuẩn", "Thời gian
/// qua, các xã …".
[[nodiscard]] bool states_fact(const Lexicon& lexicon, const Passage& words,
                               const DutyActor& actor);

/// Agencies that a duty names beside its actor, by the cues of 5.5, in the order of the cues.
struct AgencyRoles {
  std::vector<AgencyMention> agencies;
  std::optional<Passage> helpers;  ///< the first list of "phối hợp với …", as printed
  std::optional<Passage> way;      ///< "qua Phòng Nội vụ" behind who is reported to
};
[[nodiscard]] AgencyRoles read_roles(const Passage& words, const AgencyContext& context);

}  // namespace codau::document
