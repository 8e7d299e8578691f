#include "document/tasks/label_roles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "document/tasks/budget.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// The role "label_word".
struct LabelWords {
  explicit LabelWords(const Lexicon& lexicon)
      : who("^" + any_form(lexicon, "label_word", "who") + R"(\b)"),
        other(whole(lexicon, "other")),
        roles{{{ColumnRole::kCoop, whole(lexicon, "coop")},
               {ColumnRole::kLead, whole(lexicon, "lead")},
               {ColumnRole::kDeadline, whole(lexicon, "deadline")},
               {ColumnRole::kBudget, whole(lexicon, "budget")},
               {ColumnRole::kOutput, whole(lexicon, "output")},
               {ColumnRole::kTask, whole(lexicon, "task")}}} {}

  static Pattern whole(const Lexicon& lexicon, std::string_view type) {
    return Pattern(R"(\b)" + any_form(lexicon, "label_word", type) + R"(\b)");
  }

  Pattern who, other;
  std::array<std::pair<ColumnRole, Pattern>, 6> roles;  ///< the surest words first
};

/// What stands behind a label, of `all` times that anything does.
struct Values {
  std::size_t all = 0, agencies = 0, times = 0, amounts = 0;
  std::size_t names = 0;  ///< short words with a capital, no known agency

  /// Two of them at least, and two in three.
  [[nodiscard]] bool are_mostly(std::size_t count) const {
    return count > 1 && count * 3 >= all * 2;
  }
};

/// "Phòng Kỹ thuật; Công an xã", "các thôn", "đ/c Hoàn".
bool names_agency(const std::string& value, const Context& context) {
  constexpr std::size_t kMostWords = 40;
  if (count_words(value) > kMostWords) return false;
  if (is_agency(context.agencies.lexicon, value)) return true;
  const auto mentions = split_agencies(value, AgencyRole::kLead, context.agencies);
  return !mentions.empty() &&
         (mentions.front().is_collective || mentions.front().method != AgencyMethod::kNone);
}

/// "Liên đội trường": nothing but a list of agencies tells it from one.
bool may_be_name(std::string_view value) {
  constexpr std::size_t kMostWords = 8;
  static const Pattern kSigns(R"([0-9.:!?])");
  return begins_with_capital(value) && count_words(value) <= kMostWords && !kSigns.find(value);
}

/// When something has to be done: no bare year, and no day that is past when the paper is issued.
bool names_time(const std::string& value, const Context& context) {
  static const Pattern kYear(R"((?:19|20)\d\d)");
  if (kYear.fits(value)) return false;
  const auto& issued = context.deadlines.issued_date;
  const auto deadlines = read_deadline_cell(value, context.deadlines);
  return std::ranges::none_of(deadlines, [&](const Deadline& one) {
    const bool is_past = issued && one.due_date && *one.due_date < *issued;
    return is_past || one.kind == DeadlineKind::kNone || one.kind == DeadlineKind::kUnparsed;
  });
}

Values values_of(const LabelUse& label, const Context& context) {
  constexpr std::size_t kEnough = 40;  // of the same label: more say nothing new
  Values out;
  for (const std::string& value : label.values) {
    if (value.empty()) continue;
    if (++out.all > kEnough) break;
    if (read_budget(context.agencies.lexicon, value, label.title))
      ++out.amounts;
    else if (names_time(value, context))
      ++out.times;
    else if (names_agency(value, context))
      ++out.agencies;
    else if (may_be_name(value))
      ++out.names;
  }
  return out;
}

/// Whether the values may be those of a column with that role.
bool may_be(ColumnRole role, const Values& values) {
  switch (role) {
    case ColumnRole::kLead:
    case ColumnRole::kCoop:
      return values.agencies > 0 && (values.agencies * 2 >= values.all ||
                                     values.are_mostly(values.agencies + values.names));
    case ColumnRole::kDeadline:
      return values.times * 2 >= values.all && values.times > 0;
    case ColumnRole::kBudget:
      return values.amounts * 2 >= values.all && values.amounts > 0;
    default:
      return !values.are_mostly(values.agencies) && !values.are_mostly(values.times) &&
             !values.are_mostly(values.amounts);
  }
}

/// What is known of one label before the others are looked at.
struct Told {
  LabelRole role;
  Values values;
  bool is_other = false, asks_for_somebody = false;

  /// No word and no list says what it is for.
  [[nodiscard]] bool is_open() const { return role.role == ColumnRole::kUnknown && !is_other; }
};

Told told_of(const LabelUse& label, const Context& context) {
  const Lexicon& lexicon = context.agencies.lexicon;
  const LabelWords& words = lexicon.made<LabelWords>();
  const std::string key = fold(label.title);
  Told out;
  out.values = values_of(label, context);
  out.asks_for_somebody = words.who.find(key).has_value();
  if (const auto known = known_label(lexicon, label.title)) {
    out.role.role = *known;
    return out;
  }
  out.is_other = words.other.find(key).has_value();
  if (out.is_other) return out;
  for (const auto& [role, pattern] : words.roles) {
    if (!pattern.find(key) || !may_be(role, out.values)) continue;
    out.role.role = role;
    break;
  }
  return out;
}

bool has(const std::vector<Told>& labels, ColumnRole role) {
  return std::ranges::any_of(labels, [&](const Told& one) { return one.role.role == role; });
}

/// Gives a role that no label has to the one without role whose values are of its kind, if it is
/// the only one.
void give_to_only(std::vector<Told>& labels, ColumnRole role, std::size_t Values::*kind) {
  if (has(labels, role)) return;
  const auto fits = [&](const Told& one) {
    return one.is_open() && one.values.are_mostly(one.values.*kind);
  };
  if (std::ranges::count_if(labels, fits) != 1) return;
  std::ranges::find_if(labels, fits)->role = {role, true};
}

/// "Phòng lo việc này: …" leads where no label says who does: the first that asks for somebody.
void give_lead(std::vector<Told>& labels) {
  const bool is_of_task = has(labels, ColumnRole::kCoop) || has(labels, ColumnRole::kDeadline);
  if (has(labels, ColumnRole::kLead) || !is_of_task) return;
  const auto first = std::ranges::find_if(labels, [](const Told& one) {
    return one.is_open() && one.asks_for_somebody && one.values.are_mostly(one.values.agencies);
  });
  if (first != labels.end()) first->role = {ColumnRole::kLead, true};
}

}  // namespace

std::optional<ColumnRole> known_label(const Lexicon& lexicon, std::string_view title) {
  constexpr auto kLabels =
      std::to_array({ColumnRole::kTask, ColumnRole::kLead, ColumnRole::kCoop, ColumnRole::kOutput,
                     ColumnRole::kDeadline, ColumnRole::kBudget, ColumnRole::kNote});
  auto role = role_of_synonym(lexicon, title);
  if (!role && !lexicon.made<LabelWords>().other.find(fold(title)))
    role = role_of_known(lexicon, title);
  const bool is_label = role && std::ranges::find(kLabels, *role) != kLabels.end();
  return is_label ? role : std::nullopt;
}

bool may_be_label(const Lexicon& lexicon, std::string_view title) {
  constexpr std::size_t kMostWords = 7;  // "Cơ quan, đơn vị chủ trì thực hiện"
  static const Pattern kPattern(R"(\p{Lu}[\p{L} ,/]{1,58}(?: \d{1,2})?(?: ?\([^():]{1,30}\))?)"),
      kInner(R"( \p{Lu})");
  if (!kPattern.fits(title) || count_words(title) > kMostWords) return false;
  return !is_agency(lexicon, title) || !kInner.find(title);
}

std::string label_name(std::string_view title) {
  std::string key = fold(title.substr(0, title.find('(')));
  const std::size_t end = key.find_last_not_of("0123456789 .");
  key.resize(end == std::string::npos ? 0 : end + 1);
  return key;
}

std::vector<LabelRole> roles_of_labels(const std::vector<LabelUse>& labels,
                                       const Context& context) {
  std::vector<Told> told;
  for (const LabelUse& label : labels) told.push_back(told_of(label, context));
  give_lead(told);
  if (!has(told, ColumnRole::kLead)) return {};
  give_to_only(told, ColumnRole::kDeadline, &Values::times);
  give_to_only(told, ColumnRole::kBudget, &Values::amounts);
  const bool says_more = has(told, ColumnRole::kDeadline) || has(told, ColumnRole::kCoop) ||
                         has(told, ColumnRole::kOutput) || has(told, ColumnRole::kBudget);
  if (!says_more) return {};
  std::vector<LabelRole> out;
  for (Told& one : told) {
    if (one.is_open()) {
      one.role.is_unsure = one.values.are_mostly(one.values.agencies);
      one.role.is_open = may_be(ColumnRole::kTask, one.values);
    }
    out.push_back(one.role);
  }
  return out;
}

}  // namespace codau::document
