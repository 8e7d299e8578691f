#include "document/prose/unread_duties.h"

#include <algorithm>
#include <optional>

#include "document/agencies/name_form.h"
#include "document/tasks/duty_actor.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

bool may_hold_duty(const SectionNode& node) {
  const SectionKind kind = node.section.kind;
  return !node.text.empty() && (kind == SectionKind::kPara || kind == SectionKind::kBullet ||
                                kind == SectionKind::kHeading);
}

/// A heading above the section, or its own, tells of aims or of the past.
bool is_below_aims(const Lexicon& lexicon, const std::vector<SectionNode>& nodes,
                   std::optional<std::uint32_t> at) {
  for (; at; at = nodes[*at].section.parent) {
    const SectionNode& node = nodes[*at];
    if (node.section.kind == SectionKind::kAppendix) return true;
    if (!node.heading.empty() && is_aims_heading(lexicon, node.heading)) return true;
  }
  return false;
}

/// "trước ngày 20/3/2031", "đến hết ngày 20/3/2031".
bool has_last_day(const Passage& words, const DeadlineContext& context) {
  return std::ranges::any_of(find_deadlines(words.text, context), [](const Deadline& one) {
    return one.due_date && (one.due_op == DueOp::kBefore || one.due_op == DueOp::kBy);
  });
}

/// "trước ngày 20/3/2031", "trước ngày 25 hằng tháng"; "đến năm 2035" may be how long a thing goes
/// on.
bool is_due_before_a_day(const Passage& words, const DeadlineContext& context) {
  return std::ranges::any_of(find_deadlines(words.text, context), [](const Deadline& one) {
    return (one.due_date || one.recurrence) && one.due_op == DueOp::kBefore;
  });
}

bool tells_of_past(const Passage& words) {
  static const Pattern kPast("(?:^|[ ,])(?:đã|được|còn) ");
  return kPast.find(std::string_view(words.text).substr(0, words.text.find_first_of(".;")))
      .has_value();
}

/// A numbered item or a bullet that begins with a verb of a duty and names nobody: "- Báo cáo kết
/// quả về Phòng". Headings, enacting words ("Ban hành kèm theo …") and past acts are none.
bool is_bare_duty(const Lexicon& lexicon, const SectionNode& node) {
  constexpr std::size_t kFewestWords = 6;  // a shorter item is the title of what stands below it
  static const Pattern kEnacts(R"(\b(?:kem theo|gom cac)\b)");
  const Passage& words = node.text;
  return node.form && node.heading.empty() && begins_with_verb(lexicon, words) &&
         count_words(words.text) >= kFewestWords && !is_statement(lexicon, words.key) &&
         !kEnacts.find(words.key) && !tells_of_past(words);
}

/// "Công an xã giữ gìn an ninh", "…, đề nghị các trường nộp danh sách". In the opening the issuer
/// tells of itself: "Phòng Giáo dục tổ chức Hội nghị …".
bool tells_to_act(const Passage& words, const AgencyContext& context, bool is_opening) {
  const Lexicon& lexicon = context.lexicon;
  // what happened on a day: "Ngày 13/6/2019, UBND huyện tổ chức Hội nghị"
  static const Pattern kDay(R"((?:(?:sang |chieu |toi )?ngay \d+)\b)");
  if (kDay.at_start(words.key)) return false;
  const auto actor = read_sentence_actor(words, context);
  const bool is_subject = actor && !actor->heading.empty() && !words.text_at.empty() &&
                          !states_fact(lexicon, words, *actor);
  const auto may_act = [&] {
    return is_named(lexicon, *actor) || begins_with_name_head(lexicon, actor->heading.text);
  };
  if (is_subject &&
      (actor->is_told || (!is_opening && may_act() && has_duty(lexicon, words, *actor, true))))
    return true;
  return read_told_actor(words, context).has_value();
}

/// `is_read`: of the bytes of a sentence that is part of a task.
template <class IsRead>
bool says_duty(const Passage& words, const AgencyContext& context, bool is_opening,
               const IsRead& is_read) {
  static const Pattern kBasis(R"(can cu\b)");
  const Lexicon& lexicon = context.lexicon;
  if (kBasis.at_start(words.key) || words.key.ends_with(":") || words.key.ends_with("/.") ||
      is_general_remark(lexicon, words) || is_enactment(lexicon, words) ||
      is_reader_request(lexicon, words.key))
    return false;
  return std::ranges::any_of(split_sentences(words), [&](ByteRange sentence) {
    const Passage one = take_part(words, sentence);
    return !is_read(one.in_document(one.all())) && tells_to_act(one, context, is_opening);
  });
}

}  // namespace

bool may_give_duties(const std::vector<SectionNode>& nodes, const DocumentContext& context) {
  const Lexicon& lexicon = context.agencies.lexicon;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const SectionKind kind = nodes[i].section.kind;
    if (kind == SectionKind::kClosing || kind == SectionKind::kSignature) break;  // other papers
    if (!may_hold_duty(nodes[i]) || is_below_aims(lexicon, nodes, i)) continue;
    const Passage& words = nodes[i].text;
    if (is_general_remark(lexicon, words) || is_enactment(lexicon, words)) continue;
    if (asks_somebody(lexicon, words) || begins_with_verb(lexicon, words) ||
        has_last_day(words, context.deadlines))
      return true;
  }
  return false;
}

std::vector<std::uint32_t> find_unread_duties(const std::vector<SectionNode>& nodes,
                                              const DocumentContext& context, const TaskList& tasks,
                                              bool is_addressed) {
  std::vector<ByteRange> read;
  for (const Task& task : tasks) read.insert(read.end(), task.bytes.begin(), task.bytes.end());
  std::ranges::sort(read, {}, &ByteRange::begin);
  const auto is_read = [&](ByteRange bytes) {
    const auto behind =
        std::ranges::partition_point(read, [&](ByteRange one) { return one.begin < bytes.end; });
    return behind != read.begin() && std::prev(behind)->end > bytes.begin;
  };
  const Lexicon& lexicon = context.agencies.lexicon;
  const auto is_scope = [&](const SectionNode& node) {
    return !node.heading.empty() && is_scope_heading(lexicon, node.heading);
  };
  const auto is_below_scope = [&](std::uint32_t i) {
    for (std::optional<std::uint32_t> at = i; at; at = nodes[*at].section.parent) {
      if (is_scope(nodes[*at])) return true;
    }
    return false;
  };
  // measures that name nobody are no duties beside a part that says who does what (standards 5.1)
  const bool has_scope = !is_addressed && std::ranges::any_of(nodes, is_scope);
  std::vector<std::uint32_t> out;
  // the passages before the first number, if there are numbers
  bool is_opening = std::ranges::any_of(nodes, &SectionNode::has_number);
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    const SectionKind kind = nodes[i].section.kind;
    if (kind == SectionKind::kClosing || kind == SectionKind::kSignature) break;  // other papers
    is_opening = is_opening && !nodes[i].form;
    if (!may_hold_duty(nodes[i])) continue;
    if (is_below_aims(lexicon, nodes, i)) continue;
    const bool may_be_bare =
        nodes[i].form && !is_read(nodes[i].text.in_document(nodes[i].text.all()));
    const auto is_due = [&] {
      return is_due_before_a_day(nodes[i].text, context.deadlines) &&
             !tells_of_past(nodes[i].text) && !is_statement(lexicon, nodes[i].text.key);
    };
    const bool is_bare =
        may_be_bare &&
        (((!has_scope || is_below_scope(i)) && is_bare_duty(lexicon, nodes[i])) || is_due());
    if (is_bare || says_duty(nodes[i].text, context.agencies, is_opening, is_read))
      out.push_back(i);
  }
  return out;
}

}  // namespace codau::document
