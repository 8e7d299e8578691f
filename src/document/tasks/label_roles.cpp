#include "document/tasks/label_roles.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "document/tasks/budget.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/lexicon.h"

namespace codau::document {
namespace {

/// The role "label_word".
struct LabelWords {
  struct Words {
    ColumnRole role;
    Pattern all, sure;
  };

  explicit LabelWords(const Lexicon& lexicon)
      : who("^" + make_form_pattern(lexicon, "label_word", "who") + R"(\b)"),
        past("^" + make_form_pattern(lexicon, "label_word", "past") + R"(\b)"),
        other(whole(make_form_pattern(lexicon, "label_word", "other"))),
        act(whole(make_form_pattern(lexicon, "label_word", "act"))),
        time("^" + make_form_pattern(lexicon, "label_word", is_time) + R"(\b)"),
        bound(R"((?:^|\b)" + make_form_pattern(lexicon, "bound_word") + R"( )truoc(?: ngay)?$)"),
        roles{{words_of(lexicon, ColumnRole::kCoop, "coop"),
               words_of(lexicon, ColumnRole::kLead, "lead"),
               words_of(lexicon, ColumnRole::kDeadline, "deadline"),
               words_of(lexicon, ColumnRole::kBudget, "budget"),
               words_of(lexicon, ColumnRole::kOutput, "output"),
               words_of(lexicon, ColumnRole::kTask, "task")}} {}

  static Pattern whole(const std::string& forms) { return Pattern(R"(\b)" + forms + R"(\b)"); }

  static Words words_of(const Lexicon& lexicon, ColumnRole role, std::string_view type) {
    const auto is_sure = [type](const text::LexiconEntry& entry) {
      return entry.type == type && !entry.has("weak");
    };
    return {role, whole(make_form_pattern(lexicon, "label_word", type)),
            whole(make_form_pattern(lexicon, "label_word", is_sure))};
  }

  static bool is_time(const text::LexiconEntry& entry) { return entry.has("time"); }

  /// It says what is no column of a task.
  [[nodiscard]] bool are_other(std::string_view key) const {
    return other.find(key) || (act.find(key) && !time.find(key));
  }

  Pattern who, past, other, act, time, bound;
  std::array<Words, 6> roles;  ///< the surest words first
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
bool names_agency(const std::string& value, const DocumentContext& context) {
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

/// When something has to be done: no bare year.
bool names_time(const std::string& value, const DocumentContext& context) {
  static const Pattern kYear(R"((?:19|20)\d\d)");
  if (kYear.is_full_match(value)) return false;
  const auto deadlines = read_deadline_cell(value, context.deadlines);
  return std::ranges::none_of(deadlines, [](const Deadline& one) {
    return one.kind == DeadlineKind::kNone || one.kind == DeadlineKind::kUnparsed;
  });
}

Values values_of(const LabelOccurrences& label, const DocumentContext& context) {
  constexpr std::size_t kEnough = 40;  // of the same label: more say nothing new
  Values out;
  for (const std::string& value : label.values) {
    if (value.empty()) continue;
    if (out.all == kEnough) break;
    ++out.all;
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

/// "Cơ quan chủ trì, theo dõi": the list's title, and something more.
bool begins_with_title(const Lexicon& lexicon, std::string_view title) {
  for (std::size_t end = title.rfind(' '); end != title.npos && end > 0;
       end = title.rfind(' ', end - 1)) {
    if (find_synonym_role(lexicon, title.substr(0, end))) return true;
  }
  return false;
}

/// What is known of one label before the others are looked at.
struct LabelReading {
  LabelRole role;
  Values values;
  bool is_weak = false;   ///< its words are those of the role only beside surer ones
  bool is_other = false;  ///< no column of a task
  bool is_past = false, asks_for_somebody = false;

  /// No word and no list says what it is for.
  [[nodiscard]] bool is_open() const { return role.role == ColumnRole::kUnknown && !is_other; }
};

LabelReading told_of(const LabelOccurrences& label, const DocumentContext& context) {
  const Lexicon& lexicon = context.agencies.lexicon;
  const LabelWords& words = lexicon.cached<LabelWords>();
  const std::string key = fold(label.title);
  LabelReading out;
  out.values = values_of(label, context);
  out.asks_for_somebody = words.who.find(key).has_value();
  if (const auto known = find_label_role(lexicon, label.title)) {
    out.role.role = *known;  // "Đội tham gia" is near "Đơn vị tham gia", and may be something else
    out.is_weak =
        !find_synonym_role(lexicon, label.title) && !begins_with_title(lexicon, label.title);
    return out;
  }
  out.role.is_own = true;
  out.is_past = words.past.find(key).has_value();
  out.is_other = out.is_past || words.are_other(key);
  if (out.is_other) return out;
  for (const auto& [role, all, sure] : words.roles) {
    if (!all.find(key) || !may_be(role, out.values)) continue;
    out.role.role = role;
    out.is_weak = !sure.find(key);
    break;
  }
  return out;
}

bool has(const std::vector<LabelReading>& labels, ColumnRole role) {
  return std::ranges::any_of(labels,
                             [&](const LabelReading& one) { return one.role.role == role; });
}

/// By the list or by sure words.
bool has_sure(const std::vector<LabelReading>& labels, ColumnRole role) {
  return std::ranges::any_of(
      labels, [&](const LabelReading& one) { return one.role.role == role && !one.is_weak; });
}

/// Who helps or when it must be done, by the list or by sure words: what other things have not.
bool are_of_task(const std::vector<LabelReading>& labels) {
  return has_sure(labels, ColumnRole::kCoop) || has_sure(labels, ColumnRole::kDeadline);
}

/// Takes a role from labels whose words for it are weak where no surer label speaks for it: "Chỉ
/// huy" leads beside a deadline, "Ngày về" is one beside a lead, each where it is the only such
/// label.
void drop_weak(std::vector<LabelReading>& labels, ColumnRole role) {
  const auto has_role = [&](const LabelReading& one) { return one.role.role == role; };
  const bool is_helped =
      role == ColumnRole::kLead ? are_of_task(labels) : has(labels, ColumnRole::kLead);
  const bool may_be_many = role == ColumnRole::kCoop;
  const bool stays = is_helped && (may_be_many || std::ranges::count_if(labels, has_role) == 1);
  for (LabelReading& one : labels) {
    if (!one.is_weak || !has_role(one)) continue;
    one.is_other = !stays;
    one.role.is_unsure = stays && !may_be_many;
    if (!stays) one.role.role = ColumnRole::kUnknown;
  }
}

/// Gives a role that no label has to the one without role whose values are of its kind, if it is
/// the only one.
void give_to_only(std::vector<LabelReading>& labels, ColumnRole role, std::size_t Values::*kind) {
  if (has(labels, role)) return;
  const auto fits = [&](const LabelReading& one) {
    return one.is_open() && one.values.are_mostly(one.values.*kind);
  };
  if (std::ranges::count_if(labels, fits) != 1) return;
  LabelRole& only = std::ranges::find_if(labels, fits)->role;
  only.role = role;
  only.is_unsure = true;
}

/// "Phòng lo việc này: …" leads where no label says who does, but a sure one says who helps or
/// when: the first that asks for somebody.
void give_lead(std::vector<LabelReading>& labels) {
  if (has(labels, ColumnRole::kLead) || !are_of_task(labels)) return;
  const auto first = std::ranges::find_if(labels, [](const LabelReading& one) {
    return one.is_open() && one.asks_for_somebody && one.values.are_mostly(one.values.agencies);
  });
  if (first == labels.end()) return;
  first->role.role = ColumnRole::kLead;
  first->role.is_unsure = true;
}

/// By the list or its words, whatever stands behind it.
bool may_be_one_of(const Lexicon& lexicon, std::string_view title,
                   std::initializer_list<ColumnRole> roles) {
  const auto is_meant = [&](ColumnRole role) {
    return std::ranges::find(roles, role) != roles.end();
  };
  if (const auto role = find_label_role(lexicon, title)) return is_meant(*role);
  const LabelWords& words = lexicon.cached<LabelWords>();
  const std::string key = fold(title);
  return !words.are_other(key) && std::ranges::any_of(words.roles, [&](const auto& one) {
    return is_meant(one.role) && one.all.find(key);
  });
}

}  // namespace

std::optional<ColumnRole> find_label_role(const Lexicon& lexicon, std::string_view title) {
  constexpr auto kLabels = std::to_array(
      {ColumnRole::kTask, ColumnRole::kLead, ColumnRole::kCoop, ColumnRole::kOutput,
       ColumnRole::kStart, ColumnRole::kDeadline, ColumnRole::kBudget, ColumnRole::kNote});
  auto role = find_synonym_role(lexicon, title);
  if (!role &&
      (begins_with_title(lexicon, title) || !lexicon.cached<LabelWords>().are_other(fold(title))))
    role = find_known_role(lexicon, title);
  const bool is_label = role && std::ranges::find(kLabels, *role) != kLabels.end();
  return is_label ? role : std::nullopt;
}

bool may_be_label(const Lexicon& lexicon, std::string_view title) {
  constexpr std::size_t kMostWords = 7;  // "Cơ quan, đơn vị chủ trì thực hiện"
  static const Pattern kPattern(R"(\p{Lu}[\p{L} ,/]{1,58}(?: \d{1,2})?(?: ?\([^():]{1,30}\))?)"),
      kInner(R"( \p{Lu})");
  if (!kPattern.is_full_match(title) || count_words(title) > kMostWords) return false;
  return !is_agency(lexicon, title) || !kInner.find(title);
}

std::string normalise_label(std::string_view title) {
  std::string key = fold(title.substr(0, title.find('(')));
  const std::size_t end = key.find_last_not_of("0123456789 .");
  key.resize(end == std::string::npos ? 0 : end + 1);
  return key;
}

bool is_actor_or_time_label(const Lexicon& lexicon, std::string_view title) {
  using enum ColumnRole;
  return may_be_one_of(lexicon, title, {kLead, kCoop, kDeadline});
}

bool is_task_label(const Lexicon& lexicon, std::string_view title) {
  return may_be_one_of(lexicon, title, {ColumnRole::kTask});
}

bool is_exclusive_bound_label(const Lexicon& lexicon, std::string_view title) {
  return lexicon.cached<LabelWords>().bound.find(fold(title)).has_value();
}

std::vector<LabelRole> infer_label_roles(const std::vector<LabelOccurrences>& labels,
                                         const DocumentContext& context) {
  std::vector<LabelReading> told;
  for (const LabelOccurrences& label : labels) told.push_back(told_of(label, context));
  if (std::ranges::any_of(told, &LabelReading::is_past)) return {};
  drop_weak(told, ColumnRole::kLead);
  give_lead(told);
  drop_weak(told, ColumnRole::kCoop);
  drop_weak(told, ColumnRole::kDeadline);
  if (!has(told, ColumnRole::kLead)) return {};
  give_to_only(told, ColumnRole::kDeadline, &Values::times);
  give_to_only(told, ColumnRole::kBudget, &Values::amounts);
  const bool says_more = has(told, ColumnRole::kDeadline) || has_sure(told, ColumnRole::kCoop) ||
                         has(told, ColumnRole::kOutput) || has(told, ColumnRole::kBudget);
  if (!says_more) return {};
  std::vector<LabelRole> out;
  for (LabelReading& one : told) {
    if (one.is_open()) {
      one.role.is_unsure = one.values.are_mostly(one.values.agencies);
      one.role.is_open = may_be(ColumnRole::kTask, one.values);
    }
    out.push_back(one.role);
  }
  return out;
}

}  // namespace codau::document
