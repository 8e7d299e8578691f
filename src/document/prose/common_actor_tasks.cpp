#include "document/prose/common_actor_tasks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "document/agencies/agency_cell_reader.h"
#include "document/prose/prose_tasks.h"
#include "document/tasks/column_roles.h"
#include "document/tasks/duty_actor.h"
#include "document/tasks/task_row.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

/// What the parts behind the items say of all of them.
struct Common {
  std::vector<std::pair<ColumnRole, Passage>> values;  ///< lines of a cell, in order
  std::vector<std::uint32_t> nodes;

  [[nodiscard]] bool has(ColumnRole role) const {
    return std::ranges::any_of(values, [&](const auto& one) { return one.first == role; });
  }
};

class CommonActorReader {
 public:
  CommonActorReader(const std::vector<SectionNode>& nodes, const DocumentContext& context)
      : nodes_(nodes), context_(context), children_(nodes.size()), agencies_(context.agencies) {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const auto& parent = nodes[i].section.parent;
      (parent ? children_[*parent] : roots_).push_back(i);
    }
  }

  LabelledTasks read() {
    read_parts(roots_);
    for (const std::vector<std::uint32_t>& parts : children_) read_parts(parts);
    std::ranges::stable_sort(out_.tasks, {},
                             [](const Task& task) { return task.bytes.front().begin; });
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_title(std::uint32_t i) const {
    return nodes_[i].has_number() && !nodes_[i].heading.empty();
  }

  /// The role of a part by its title; both for "Cơ quan chủ trì, phối hợp".
  [[nodiscard]] std::optional<ColumnRole> role_of(std::uint32_t i) const {
    static const Pattern kBoth(
        R"((?:co quan|don vi) chu tri(?: va|,) (?:co quan |don vi )?phoi hop)"),
        kWhat(
            R"((?:noi dung|nhiem vu|cong viec|hoat dong|bien phap|giai phap)(?:[ ,;]+(?:va )?(?:noi dung|nhiem vu|cong viec|hoat dong|bien phap|giai phap|thuc hien|cu the))*)"),
        kWho(R"((?:co quan|don vi)? ?(?:chu tri|thuc hien)(?: thuc hien)?)");
    const Passage& title = nodes_[i].heading;
    if (kWhat.is_full_match(title.key)) return ColumnRole::kTask;
    if (kBoth.is_full_match(title.key) || kWho.is_full_match(title.key)) return ColumnRole::kLead;
    const auto role = find_known_role(context_.agencies.lexicon, title.text);
    const bool counts =
        role == ColumnRole::kLead || role == ColumnRole::kCoop || role == ColumnRole::kDeadline;
    return counts ? role : std::nullopt;
  }

  void read_parts(const std::vector<std::uint32_t>& parts) {
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (!is_title(parts[k]) || role_of(parts[k]) != ColumnRole::kTask) continue;
      const std::vector<std::uint32_t> items = items_below(parts[k]);
      Common common;
      std::size_t behind = k + 1;
      for (; behind < parts.size() && is_title(parts[behind]); ++behind) {
        const auto role = role_of(parts[behind]);
        if (!role || *role == ColumnRole::kTask) break;
        take(parts[behind], *role, common);
      }
      if (items.empty() || !common.has(ColumnRole::kLead) || !names_agencies(common)) continue;
      out_.nodes.insert(parts[k]);
      out_.nodes.insert(common.nodes.begin(), common.nodes.end());
      for (const std::uint32_t item : items) add_task(item, common);
      k = behind - 1;
    }
  }

  /// The items of a part, numbered or with a dash. An item with items below it is left out.
  [[nodiscard]] std::vector<std::uint32_t> items_below(std::uint32_t part) const {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t child : children_[part]) {
      const SectionNode& node = nodes_[child];
      const bool holds_items = node.text.empty() || node.text.key.ends_with(":");
      std::vector<std::uint32_t> inner =
          holds_items ? items_below(child) : std::vector<std::uint32_t>{};
      if (!inner.empty())
        out.insert(out.end(), inner.begin(), inner.end());
      else if (node.form && !(node.text.empty() && node.heading.empty()))
        out.push_back(child);
    }
    return out;
  }

  /// The lines of a part, those below a title of its own with that role.
  void take(std::uint32_t i, ColumnRole role, Common& to) const {
    const SectionNode& node = nodes_[i];
    to.nodes.push_back(i);
    if (is_title(i)) role = role_of(i).value_or(role);
    if (!node.text.empty()) to.values.emplace_back(role, node.text);
    for (const std::uint32_t child : children_[i]) take(child, role, to);
  }

  /// Most lines of the part for who acts are names and nothing else, not duties as below "Trách
  /// nhiệm thực hiện".
  [[nodiscard]] bool names_agencies(const Common& common) const {
    std::size_t lines = 0, names = 0;
    for (const auto& [role, words] : common.values) {
      if (role != ColumnRole::kLead && role != ColumnRole::kCoop) continue;
      ++lines;
      names += read_title_actor(words, false, context_.agencies) ? 1U : 0U;
    }
    return names * 2 > lines;
  }

  void add_task(std::uint32_t item, const Common& common) {
    const SectionNode& node = nodes_[item];
    TaskRow row;
    row.task = make_section_task(node, item, node.section.path);
    const auto put = [&](ColumnRole role, const Passage& words) {
      row.pieces.push_back(words.in_document(words.all()));
      if (const auto same = find_column_index(row.columns, role)) {
        append(row.cells[*same].text, words, '\n');
        return;
      }
      TaskCell cell;
      cell.text = words;
      row.columns.push_back({role, {}});
      row.cells.push_back(std::move(cell));
    };
    put(ColumnRole::kTask, node.text.empty() ? node.heading : node.text);
    for (const auto& [role, words] : common.values) put(role, words);
    row.pieces.resize(1);  // the parts are those of all items
    Task task = finish_task(std::move(row), nullptr, context_, agencies_);
    task.row_no = ++rows_[task.actor_path];
    out_.tasks.push_back(std::move(task));
    out_.nodes.insert(item);
  }

  const std::vector<SectionNode>& nodes_;
  const DocumentContext& context_;
  std::vector<std::uint32_t> roots_;
  std::vector<std::vector<std::uint32_t>> children_;
  AgencyCellReader agencies_;  ///< all items share the cells of the parts
  std::map<std::string, std::uint32_t> rows_;
  LabelledTasks out_;
};

}  // namespace

LabelledTasks read_common_actor_tasks(const std::vector<SectionNode>& nodes,
                                      const DocumentContext& context) {
  return CommonActorReader(nodes, context).read();
}

}  // namespace codau::document
