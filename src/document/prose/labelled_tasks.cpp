#include "document/prose/labelled_tasks.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "document/agencies/agency.h"
#include "document/agencies/agency_cell_reader.h"
#include "document/prose/label_sets.h"
#include "document/prose/prose_tasks.h"
#include "document/tasks/column_roles.h"
#include "document/tasks/duty_actor.h"
#include "document/tasks/label_roles.h"
#include "document/tasks/task_row.h"
#include "document/words/add_reason.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

struct Label {
  ColumnRole role = ColumnRole::kUnknown;
  std::string title;
  Passage value;
  Passage printed = {};  ///< with its title; empty where that stands on a line of its own
  bool is_own = false, is_unsure = false;
};

/// Words with the labels behind them.
struct Labelled {
  Passage words;
  std::vector<Label> labels;
  bool is_unsure = false;  ///< the words stand behind a label that is
};

/// The labels that a document may have: those of the list, and its own.
struct DocumentLabels {
  const Lexicon& lexicon;
  LabelSets own;

  /// The role of the words before a colon; nothing when they are no label.
  [[nodiscard]] std::optional<LabelRole> role_of(std::string_view title) const {
    if (title.find(':') != title.npos) return std::nullopt;  // with its value
    if (const auto role = find_label_role(lexicon, title)) return LabelRole{*role};
    return own.role_of(title);
  }

  /// Of a title behind a blank alone: of the list, letter for letter, or one of the document's own.
  [[nodiscard]] std::optional<LabelRole> inner_role_of(std::string_view title) const {
    const auto listed =
        is_listed_title(lexicon, title) ? find_label_role(lexicon, title) : std::nullopt;
    const auto role = listed ? LabelRole{*listed} : own.role_of(title);
    return role && role->role != ColumnRole::kTask ? role : std::nullopt;
  }
};

/// Where the words of a value end: before the stops and brackets that part it from the next label.
Passage value_in(const Passage& words, ByteRange of_text) {
  static const Pattern kStops(R"([ .;,–(\n-]+$)");
  std::string_view value = slice(words.text, of_text);
  if (const auto stops = kStops.find(value)) value = value.substr(0, stops->whole().begin);
  const bool closes = value.ends_with(')') && value.find('(') == value.npos;
  if (closes) value.remove_suffix(1);
  return take_part(words,
                   {of_text.begin, of_text.begin + static_cast<std::uint32_t>(value.size())});
}

struct Place {
  LabelRole role;
  ByteRange title;      ///< of Passage::text
  std::uint32_t value;  ///< where the value begins
};

/// A label that ends before the colon at `colon` of the text; behind a blank alone where
/// `has_inner`.
std::optional<Place> label_before(const DocumentLabels& known, std::string_view text,
                                  std::uint32_t colon, bool has_inner) {
  const auto role_of = [&](std::string_view title) { return known.role_of(title); };
  const auto inner_role_of = [&](std::string_view title) { return known.inner_role_of(title); };
  const auto place_of = [&](std::string_view stops, const auto& role) -> std::optional<Place> {
    const auto begin = find_label_start(text, colon, stops,
                                        [&](std::string_view t) { return role(t).has_value(); });
    if (!begin) return std::nullopt;
    const ByteRange title = {*begin, colon};
    return Place{*role(slice(text, title)), title, colon + 1};
  };
  auto out = place_of(".;,(\n-", role_of);
  return out || !has_inner ? out : place_of(" ", inner_role_of);
}

/// The words before the first label, and the labels with what stands behind each.
Labelled parted(const DocumentLabels& known, const Passage& words) {
  std::vector<Place> places;
  const auto is_title = [&](std::string_view title) {
    return known.inner_role_of(title).has_value();
  };
  const bool has_inner = has_inner_titles(words.text, is_title);
  for (std::size_t at = words.text.find(':'); at != std::string::npos;
       at = words.text.find(':', at + 1)) {
    const auto place = label_before(known, words.text, static_cast<std::uint32_t>(at), has_inner);
    const std::uint32_t behind = places.empty() ? 0 : places.back().value;
    if (place && place->title.begin >= behind) places.push_back(*place);
  }
  Labelled out;
  const std::uint32_t end = words.all().end;
  out.words = places.empty() ? words : value_in(words, {0, places.front().title.begin});
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::uint32_t to = i + 1 < places.size() ? places[i + 1].title.begin : end;
    out.labels.push_back({places[i].role.role, std::string(slice(words.text, places[i].title)),
                          value_in(words, {places[i].value, to}),
                          value_in(words, {places[i].title.begin, to}), places[i].role.is_own,
                          places[i].role.is_unsure});
  }
  return out;
}

/// "Nội dung: Mua cây", put together again.
Passage with_title(Passage title, const Passage& words) {
  if (title.empty() || words.empty()) return words;
  title.text_at.push_back(title.text_at[title.text_at.size() - 1] + 1);
  title.text += ':';
  title.key += ':';
  append(title, words, ' ');
  return title;
}

/// "Địa điểm: Hội trường xã": a short name before a colon that no column of a task has; an agency's
/// is none.
std::optional<Label> unknown_label(const Lexicon& lexicon, const Passage& words) {
  constexpr std::size_t kMostWords = 4;
  static const Pattern kPattern(R"(([a-z][a-z ,/]{2,38}):\s*\S)");
  const auto match = kPattern.at_start(words.key);
  if (!match || !begins_with_capital(words.text)) return std::nullopt;
  const ByteRange title = words.in_text(*match->groups[1]);
  const std::string_view name = slice(words.text, title);
  if (count_words(name) > kMostWords || is_agency(lexicon, name)) return std::nullopt;
  const std::uint32_t value = words.in_text(match->whole()).end;
  const Passage rest = take_from(words, words.to_text(match->groups[1]->end) + 1);
  if (value == 0 || rest.empty()) return std::nullopt;
  return Label{ColumnRole::kUnknown, std::string(name), value_in(rest, rest.all())};
}

class LabelledTaskReader {
 public:
  LabelledTaskReader(const std::vector<SectionNode>& nodes, const DocumentContext& context)
      : nodes_(nodes),
        context_(context),
        known_{context.agencies.lexicon, {}},
        listed_{context.agencies.lexicon, {}},
        children_(nodes.size()),
        is_aim_(nodes.size()),
        is_apart_(nodes.size()),
        is_labelled_(nodes.size()) {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const auto& parent = nodes[i].section.parent;
      (parent ? children_[*parent] : roots_).push_back(i);
      is_aim_[i] = (parent && is_aim_[*parent]) ||
                   is_no_duty_heading(context.agencies.lexicon, nodes[i].heading);
    }
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const auto& parent = nodes[i].section.parent;
      is_apart_[i] = is_aim_[i] || (parent && is_apart_[*parent]) || is_of_past(i);
    }
    known_.own = own_labels();
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const auto& parent = nodes[i].section.parent;
      const std::vector<Label> labels = labels_of(i);
      const bool is_content_of_item = !labels.empty() && is_content(labels.front());
      is_labelled_[i] =
          (parent && is_labelled_[*parent]) || (!labels.empty() && !is_content_of_item);
    }
  }

  LabelledTasks read() {
    gather(std::nullopt, roots_);
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) gather(i, children_[i]);
    LabelledTasks out;
    AgencyCellReader agencies(context_.agencies);
    std::map<std::string, std::uint32_t> rows;
    std::vector<std::optional<Task>> tasks;
    for (auto& [item, block] : blocks_) {
      settle(block.labels);
      block.is_own = are_own(block.labels) || known_.own.is_item_lead(item);
      tasks.push_back(task_of(item, block.labels, agencies));
      if (tasks.back() && block.is_own) note_days(nodes_[item].section.parent, *tasks.back());
    }
    auto next = tasks.begin();
    for (const auto& [item, block] : blocks_) {
      auto task = std::move(*next++);
      if (!task || (block.is_own && is_past(nodes_[item].section.parent))) continue;
      task->row_no = ++rows[task->actor_path];  // a path comes twice where a number does
      out.tasks.push_back(std::move(*task));
      out.nodes.insert(item);
      out.nodes.insert(block.nodes.begin(), block.nodes.end());
    }
    return out;
  }

 private:
  /// The labels behind an item, and the sections that they stand in.
  struct Block {
    std::vector<Label> labels;
    std::vector<std::uint32_t> nodes;
    bool is_own = false;  ///< no label of the list says who leads or when, or one does first
  };

  /// The days of tasks that stand beside each other, by labels of the document's own.
  struct Days {
    bool any_past = false, any_to_come = false;
  };

  /// What stands below "II. TÌNH HÌNH", "KẾT QUẢ" has been: nothing but the list says that a label
  /// is one of a task there. "9. Tự đánh giá" with nothing but labels below it is an item.
  [[nodiscard]] bool is_of_past(std::uint32_t i) const {
    const bool may_be_item =
        nodes_[i].form >= NumberForm::kArabic &&
        std::ranges::none_of(children_[i], [&](std::uint32_t k) { return nodes_[k].has_number(); });
    return !may_be_item && is_pure_aims_heading(context_.agencies.lexicon, nodes_[i].heading);
  }

  [[nodiscard]] LabelSets own_labels() const {
    std::vector<std::vector<std::uint32_t>> lists = children_;
    lists.push_back(roots_);
    return LabelSets(nodes_, lists, is_apart_, context_);
  }

  /// The labels that section `i` may have.
  [[nodiscard]] const DocumentLabels& known(std::uint32_t i) const {
    return is_apart_[i] ? listed_ : known_;
  }

  /// The labels of a section that begins with one, nothing of any other.
  [[nodiscard]] std::vector<Label> labels_of(std::uint32_t i) const {
    const SectionNode& node = nodes_[i];
    if (!may_hold_labels(node.section.kind)) return {};
    if (const auto role = known(i).role_of(node.heading.text)) {
      Labelled rest = parted(known(i), node.text.empty() ? below(i, role->role) : node.text);
      std::vector<Label> out = {{role->role,
                                 node.heading.text,
                                 value_in(rest.words, rest.words.all()),
                                 {},
                                 role->is_own,
                                 role->is_unsure}};
      std::ranges::move(rest.labels, std::back_inserter(out));
      return out;
    }
    if (node.has_both()) return {};
    Labelled own = parted(known(i), node.text.empty() ? node.heading : node.text);
    if (!own.words.empty() || own.labels.empty()) return {};
    if (own.labels.back().value.empty()) own.labels.back().value = below(i, own.labels.back().role);
    return std::move(own.labels);
  }

  /// What stands below a label that is alone on its line.
  [[nodiscard]] Passage below(std::uint32_t i, ColumnRole role) const {
    std::vector<Passage> lines;
    for (const std::uint32_t child : children_[i]) {
      if (lines.empty() || !ends_names(child, role)) lines.push_back(nodes_[child].text);
    }
    return join(lines, '\n');
  }

  [[nodiscard]] bool is_item(std::uint32_t i) const {
    if (known_.own.is_item_lead(i)) return true;
    const SectionNode& node = nodes_[i];
    const bool may_hold = node.form || known_.own.is_item_start(i);
    if (!may_hold || is_aim_[i] || !may_hold_labels(node.section.kind)) return false;
    if (is_labelled_[i]) return false;
    const Passage& words = node.heading.empty() ? node.text : node.heading;
    return !words.empty() && compute_capital_share(words.text) < kMinCapitalShare &&
           !is_frame_heading(context_.agencies.lexicon, words);
  }

  /// True where the words of a section, or of one above it, say who acts: its duties are for
  /// whoever reads those.
  [[nodiscard]] bool has_actor(std::uint32_t i) const {
    const auto& parent = nodes_[i].section.parent;
    return names_actor(i) || (parent && has_actor(*parent));
  }

  /// "Hội Nông dân xã trồng 200 cây": an agency that the lists know, and what it does.
  [[nodiscard]] bool begins_with_actor(const Passage& words) const {
    const auto actor = read_sentence_actor(words, context_.agencies);
    if (!actor || !words.text.starts_with(actor->heading.text)) return false;
    return std::ranges::any_of(actor->agencies, [](const AgencyMention& one) {
      return one.is_collective || one.method != AgencyMethod::kNone;
    });
  }

  [[nodiscard]] bool names_actor(std::uint32_t i) const {
    const bool is_heading = !nodes_[i].heading.empty();
    const Passage& words = is_heading ? nodes_[i].heading : nodes_[i].text;
    return read_title_actor(words, is_heading, context_.agencies) ||
           read_sentence_actor(words, context_.agencies);
  }

  /// The labels of sections that stand beside each other, and how often lines with labels begin.
  struct Lines {
    std::vector<std::vector<Label>> labels;  ///< one for each section
    std::size_t runs = 0;
  };

  /// A sentence below names of agencies is none of them: "Cây giống lấy ở vườn ươm của huyện."
  [[nodiscard]] bool ends_names(std::uint32_t i, ColumnRole role) const {
    constexpr std::size_t kMostWords = 5;
    const bool are_names = role == ColumnRole::kLead || role == ColumnRole::kCoop;
    const Passage& words = nodes_[i].text;
    return are_names && is_stray(i) && count_words(words.text) > kMostWords &&
           !is_agency(context_.agencies.lexicon, words.text);
  }

  [[nodiscard]] bool is_stray(std::uint32_t i) const {
    return is_running_text(nodes_[i], !children_[i].empty());
  }

  [[nodiscard]] Lines lines_of(const std::vector<std::uint32_t>& sections) const {
    Lines out;
    for (const std::uint32_t i : sections) {
      const bool goes_on = !out.labels.empty() && !out.labels.back().empty();
      const bool is_open = goes_on && out.labels.back().back().value.empty();
      out.labels.push_back(labels_of(i));
      std::vector<Label>& labels = out.labels.back();
      // "Đơn vị phối hợp:" above a list
      if (is_open && labels.empty() &&
          !ends_names(i, out.labels[out.labels.size() - 2].back().role)) {
        Label open = out.labels[out.labels.size() - 2].back();
        open.printed = {};
        Label item = open;
        item.value = value_in(nodes_[i].text, nodes_[i].text.all());
        labels = {std::move(item), std::move(open)};
        continue;
      }
      if (!goes_on && !labels.empty()) ++out.runs;
      if (!goes_on || !labels.empty()) continue;
      if (auto other = unknown_label(context_.agencies.lexicon, nodes_[i].text))
        labels.push_back(std::move(*other));
    }
    return out;
  }

  /// Gives the labelled lines among the sections below `holder` to their items: to the line before
  /// them; to the holder where they come first, or once and behind everything else that it holds.
  void gather(std::optional<std::uint32_t> holder, const std::vector<std::uint32_t>& sections) {
    auto [labels, runs] = lines_of(sections);
    const bool holds = holder && is_item(*holder);
    const bool is_last = runs == 1 && !labels.back().empty();
    const bool are_lines = std::ranges::none_of(
        sections, [&](std::uint32_t i) { return nodes_[i].has_number() && !children_[i].empty(); });
    const bool begin_again =
        std::ranges::any_of(sections, [&](std::uint32_t i) { return known_.own.is_item_start(i); });
    const bool keeps_all = holds && is_last && are_lines && !begin_again;
    const auto none = static_cast<std::uint32_t>(nodes_.size());
    std::uint32_t item = holds ? *holder : none;
    // labels stand behind words among those of the item, or some before it that are of none: each
    // may be another's
    bool is_unsure = false;
    for (std::size_t k = 0; k < sections.size(); ++k) {
      const std::uint32_t i = sections[k];
      const bool is_next = item != none && item != holder && nodes_[i].has_number() &&
                           nodes_[i].form == nodes_[item].form;
      if (item != none &&
          goes_on_behind(item, std::span(sections).subspan(k), std::span(labels).subspan(k))) {
        is_unsure = blocks_.contains(item);
        continue;
      }
      const bool begins = labels[k].empty() || known_.own.is_item_start(i) ||
                          ((item == none || is_next) && is_content(labels[k].front()));
      if (!begins) {
        for (Label& label : labels[k]) label.is_unsure = label.is_unsure || is_unsure;
        if (item != none && !is_next) add(item, i, std::move(labels[k]));
        if (item == none) is_unsure = true;
        continue;
      }
      is_unsure = is_unsure && item == none && !labels[k].empty() && !known_.own.is_item_start(i);
      if (is_item(i)) add(i, std::nullopt, item_of(i).labels);
      if (!keeps_all) item = is_item(i) ? i : none;
    }
  }

  /// Behind running text labels of the item go on, and say nothing that others of it have said.
  [[nodiscard]] bool goes_on_behind(std::uint32_t item, std::span<const std::uint32_t> sections,
                                    std::span<const std::vector<Label>> labels) const {
    const auto is_text = [&](std::size_t k) {
      return labels[k].empty() && !is_item(sections[k]) && is_stray(sections[k]);
    };
    if (!is_text(0)) return false;
    constexpr std::size_t kReach = 12;
    const std::size_t end = std::min(sections.size(), kReach);
    std::set<ColumnRole> said, next;
    const auto own = blocks_.find(item);
    if (own != blocks_.end()) note_roles(own->second.labels, said);
    bool any = false;
    for (std::size_t k = 1; k < end && !known_.own.is_item_start(sections[k]); ++k) {
      if (labels[k].empty() && !is_text(k)) break;
      if (labels[k].empty()) said.merge(std::exchange(next, {}));
      note_roles(labels[k], next);
      any = any || !labels[k].empty();
      if (std::ranges::any_of(next, [&](ColumnRole role) { return said.contains(role); }))
        return false;
    }
    return any;
  }

  static void note_roles(const std::vector<Label>& labels, std::set<ColumnRole>& roles) {
    for (const Label& label : labels) {
      if (label.role != ColumnRole::kUnknown) roles.insert(label.role);
    }
  }

  void add(std::uint32_t item, std::optional<std::uint32_t> node, std::vector<Label> labels) {
    if (labels.empty()) return;
    Block& block = blocks_[item];
    std::ranges::move(labels, std::back_inserter(block.labels));
    if (node) take(*node, block);
  }

  /// A labelled line with what stands below it, but for duties there that name who acts: they are
  /// tasks of their own.
  void take(std::uint32_t node, Block& block) const {
    block.nodes.push_back(node);
    const std::vector<Label> labels = labels_of(node);
    const bool is_note = !labels.empty() && labels.back().role == ColumnRole::kUnknown;
    const bool holds_list = names_list(nodes_[node]) && !is_note;
    for (const std::uint32_t child : children_[node]) {
      const Passage& words = nodes_[child].text;
      if (holds_list || !read_sentence_actor(words, context_.agencies)) take(child, block);
    }
  }

  /// "Đơn vị phối hợp:" with its values below.
  static bool names_list(const SectionNode& node) {
    const std::string& words = node.text.empty() ? node.heading.text : node.text.text;
    const bool is_title = node.text.empty() && words.find(':') == std::string::npos;
    return is_title || words.ends_with(':');
  }

  static bool is_content(const Label& label) { return label.role == ColumnRole::kTask; }

  /// The words of an item and the labels beside them. "Nội dung: …" is printed so (13.10), what
  /// stands behind a label of the document's own ("Khâu: …") is the content alone.
  [[nodiscard]] Labelled item_of(std::uint32_t i) const {
    const SectionNode& node = nodes_[i];
    if (known_.own.is_item_lead(i)) return {{}, labels_of(i)};
    if (const auto role = known(i).role_of(node.heading.text)) {
      Labelled out = parted(known(i), node.text);
      const bool is_printed = role->role == ColumnRole::kTask && !role->is_own;
      if (is_printed) out.words = with_title(node.heading, out.words);
      return out;
    }
    const std::array<Passage, 2> both = {node.heading, node.text};
    Labelled out = parted(known(i), join(both, '\n'));
    if (out.words.empty() && !out.labels.empty() && is_content(out.labels.front())) {
      Label& content = out.labels.front();
      out.words = std::move(content.is_own ? content.value : content.printed);
      out.is_unsure = out.labels.front().is_unsure;
      out.labels.erase(out.labels.begin());
    }
    return out;
  }

  /// Who leads, when and how much a label of the list says alone, those of the document's own
  /// beside it are notes; of several of its own that say the same a person has to look at each.
  static void settle(std::vector<Label>& labels) {
    for (const ColumnRole role : {ColumnRole::kLead, ColumnRole::kDeadline, ColumnRole::kBudget}) {
      const bool is_listed = std::ranges::any_of(labels, [&](const Label& label) {
        return label.role == role && !label.is_own && !label.value.empty();
      });
      const auto is_own = [&](const Label& label) {
        return label.role == role && label.is_own && !label.value.empty();
      };
      const auto begins = [&](const Label& label) {
        return is_own(label) && !label.printed.empty();
      };
      const bool are_many = std::ranges::count_if(labels, begins) > 1;
      for (Label& label : labels) {
        if (!is_own(label)) continue;
        label.is_unsure = !is_listed && (label.is_unsure || are_many);
        if (is_listed) label.role = ColumnRole::kUnknown;
      }
    }
  }

  static bool says(const std::vector<Label>& labels, ColumnRole role) {
    return std::ranges::any_of(
        labels, [&](const Label& label) { return label.role == role && !label.value.empty(); });
  }

  /// No label of the list says who leads or when.
  static bool are_own(const std::vector<Label>& labels) {
    return std::ranges::none_of(labels, [](const Label& label) {
      const bool is_asked = label.role == ColumnRole::kLead || label.role == ColumnRole::kDeadline;
      return is_asked && !label.is_own && !label.value.empty();
    });
  }

  /// True where labels say enough of a task: who leads or when; with labels of the document's own
  /// something more than who leads, and the words do not begin with who acts.
  [[nodiscard]] bool are_of_task(std::uint32_t item, const Passage& words,
                                 const std::vector<Label>& labels) const {
    using enum ColumnRole;
    const bool has_lead = says(labels, kLead), has_deadline = says(labels, kDeadline);
    if (!has_lead && !has_deadline) return false;
    const bool names_lead = std::ranges::find(labels, kLead, &Label::role) != labels.end();
    if (!names_lead && has_actor(item)) return false;
    if (!are_own(labels)) return true;
    const bool says_more =
        has_deadline || says(labels, kCoop) || says(labels, kOutput) || says(labels, kBudget);
    return says_more && !(has_lead && begins_with_actor(words));
  }

  /// Keeps in mind whether days of a task of own labels are past.
  void note_days(const std::optional<std::uint32_t>& parent, const Task& task) {
    const DeadlineContext& context = context_.deadlines;
    std::optional<std::string> first = context.issued_date;
    if (!first && context.plan_year) first = std::to_string(*context.plan_year) + "-01-01";
    Days& days = days_[parent];
    for (const Deadline& one : task.deadlines) {
      if (one.kind == DeadlineKind::kNone || one.kind == DeadlineKind::kUnparsed) continue;
      const bool is_past = first && one.due_date && *one.due_date < *first;
      (is_past ? days.any_past : days.any_to_come) = true;
    }
  }

  /// All days of the tasks of own labels below a section are past: they are no tasks any more.
  [[nodiscard]] bool is_past(const std::optional<std::uint32_t>& parent) const {
    const auto days = days_.find(parent);
    return days != days_.end() && days->second.any_past && !days->second.any_to_come;
  }

  [[nodiscard]] std::optional<Task> task_of(std::uint32_t item, std::vector<Label>& labels,
                                            AgencyCellReader& agencies) const {
    Labelled own = item_of(item);
    const auto content = std::ranges::find_if(labels, is_content);
    if (known_.own.is_item_lead(item) && content != labels.end()) {
      own = {std::move(content->value), {}, content->is_unsure};
      labels.erase(content);
    }
    if (!are_of_task(item, own.words, labels)) return std::nullopt;
    labels.insert(labels.begin(), {ColumnRole::kTask, {}, std::move(own.words), {}, own.is_unsure});
    const SectionNode& node = nodes_[item];
    TaskRow row;
    row.task = make_section_task(node, item, node.section.path);
    for (Label& label : labels) {
      if (label.value.empty()) continue;
      row.pieces.push_back(label.value.in_document(label.value.all()));
      if (label.is_unsure) add_reason(row.task.reasons, "HEADER_UNKNOWN");
      put(row, std::move(label));
    }
    std::ranges::sort(row.pieces, {}, &ByteRange::begin);
    return finish_task(std::move(row), nullptr, context_, agencies);
  }

  /// What stands twice stands in one cell, as lines; "Nội dung: …" below an item keeps its label
  /// (13.10).
  static void put(TaskRow& row, Label label) {
    const auto same = label.role == ColumnRole::kUnknown
                          ? std::nullopt
                          : find_column_index(row.columns, label.role);
    if (same) {
      TaskColumn& column = row.columns[*same];
      const bool is_again = normalise_label(column.title) == normalise_label(label.title);
      if (!is_again && column.reach == 0) column.reach = row.cells[*same].text.all().end;
      const bool keeps_label = is_content(label) && !label.printed.empty();
      append(row.cells[*same].text, keeps_label ? label.printed : label.value, '\n');
      return;
    }
    TaskCell cell;
    cell.text = std::move(label.value);
    row.columns.push_back({label.role, std::move(label.title)});
    row.cells.push_back(std::move(cell));
  }

  const std::vector<SectionNode>& nodes_;
  const DocumentContext& context_;
  DocumentLabels known_;   ///< with the document's own
  DocumentLabels listed_;  ///< without
  std::vector<std::uint32_t> roots_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::vector<bool> is_aim_, is_apart_, is_labelled_;
  std::map<std::uint32_t, Block> blocks_;
  std::map<std::optional<std::uint32_t>, Days> days_;  ///< by what they stand below
};

}  // namespace

LabelledTasks read_labelled_tasks(const std::vector<SectionNode>& nodes,
                                  const DocumentContext& context) {
  return LabelledTaskReader(nodes, context).read();
}

}  // namespace codau::document
