#include "document/read_document.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "document/checks.h"
#include "document/code_letters.h"
#include "document/context.h"
#include "document/handwriting.h"
#include "document/header.h"
#include "document/labelled_tasks.h"
#include "document/layout.h"
#include "document/page_sequence.h"
#include "document/prose_tasks.h"
#include "document/reasons.h"
#include "document/recipients.h"
#include "document/secrecy.h"
#include "document/sections.h"
#include "document/tables.h"

namespace codau::document {
namespace {

/// Citations in the subject and the sections, in the order of the text; the rest of the head cites
/// nothing.
std::vector<Reference> read_references(const Passage& subject, const std::vector<Node>& nodes,
                                       bool is_recognised) {
  std::vector<Reference> out;
  for (Reference& reference : find_references(subject.text)) {
    reference.source = subject.in_document(reference.source);
    out.push_back(std::move(reference));
  }
  for (const Node& node : nodes) {
    const SectionKind kind = node.section.kind;
    if (kind == SectionKind::kHeader || kind == SectionKind::kRecipients ||
        kind == SectionKind::kSignature)
      continue;
    for (const Passage* words : {&node.heading, &node.text}) {
      for (Reference& reference : find_references(words->text)) {
        reference.source = words->in_document(reference.source);
        if (kind == SectionKind::kAppendix) reference.relation = Relation::kSelf;
        out.push_back(std::move(reference));
      }
    }
  }
  for (Reference& reference : out) {
    if (is_recognised && reference.notation)
      reference.notation = with_organ_letters(*reference.notation);
  }
  return out;
}

/// True for pages, and where restoration put back marks all over a text, one word in twenty or
/// more: names may be spelt there as lists have them; any other text is as its author spelt it.
bool is_written_by_program(const RestoredDocument& input) {
  constexpr std::size_t kWordsPerChange = 20;
  const bool has_pages = !input.after.lines.empty() && input.after.lines.front().page > 0;
  return has_pages || input.changes.size() * kWordsPerChange > count_words(input.after.text);
}

/// What stands behind the head of a second document in the file is that one's: its sections stay
/// in the text, its tasks and citations go.
void end_at(std::uint32_t end, std::vector<Node>& nodes, Document& document) {
  add_reason(document.flags, "NUM_DUP");
  document.tasks.change_each([end](const Task& task) { return task.bytes.front().begin < end; });
  std::erase_if(document.references, [end](const auto& one) { return one.source.begin >= end; });
  const auto head =
      std::ranges::find_if(nodes, [end](const Node& node) { return node.section.bytes.end > end; });
  if (head != nodes.end()) add_reason(head->section.reasons, "NUM_DUP");
}

/// Tasks of items with labels and of duties, in the order of the text.
std::vector<Task> prose_tasks(const std::vector<Node>& nodes, const Context& context) {
  LabelledTasks labelled = read_labelled_tasks(nodes, context);
  std::vector<Task> out = read_prose_tasks(nodes, context, labelled.nodes);
  std::ranges::move(labelled.tasks, std::back_inserter(out));
  std::ranges::stable_sort(out, {}, [](const Task& task) { return task.bytes.front().begin; });
  return out;
}

/// Tasks of tables and of prose in the order of the text.
TaskList in_text_order(TaskList tables, std::vector<Task> prose) {
  if (prose.empty()) return tables;
  TaskList out;
  std::vector<std::uint32_t> place(tables.size());
  std::size_t p = 0;
  const auto begin = [](const Task& task) { return task.bytes.front().begin; };
  for (std::size_t t = 0; t < tables.size(); ++t) {
    Task task = tables.take(t);
    while (p < prose.size() && begin(prose[p]) < begin(task)) out.push_back(std::move(prose[p++]));
    place[t] = static_cast<std::uint32_t>(out.size());
    if (task.parent_task) task.parent_task = place[*task.parent_task];
    out.push_back(std::move(task));
  }
  while (p < prose.size()) out.push_back(std::move(prose[p++]));
  return out;
}

/// A recogniser read the text, which drops strokes that repeat; or restoration put letters right,
/// not marks alone, in one word of twenty or more.
bool is_damaged(const RestoredDocument& input) {
  constexpr std::size_t kWordsPerChange = 20;
  const auto is_read = [](const TextPage& page) { return page.origin == Origin::kOcr; };
  if (std::ranges::any_of(input.after.pages, is_read)) return true;
  const auto letters = [](const Change& change) {
    return fold(change.before) != fold(change.after);
  };
  const auto damaged = static_cast<std::size_t>(std::ranges::count_if(input.changes, letters));
  return damaged * kWordsPerChange > input.after.words.size();
}

}  // namespace

Document read_document(const RestoredDocument& input) {
  const TextDocument& text = input.after;
  std::vector<Line> lines = read_layout(text);
  std::vector<Node> nodes = read_sections(text, lines, is_damaged(input));
  const bool is_recognised = is_written_by_program(input);
  HeaderReading header = read_header(lines, nodes, is_recognised);

  Document document;
  document.header = std::move(header.header);
  document.flags = std::move(header.flags);
  take_secrecy(secrecy_of(input), document.header, document.flags);
  rate(input, document.header);
  drop_handwriting(input, document.header, document.flags);
  const Context context = context_of(document.header);
  document.recipients = read_recipients(lines, context.agencies, is_recognised);
  if (are_pages_out_of_order(lines)) add_reason(document.flags, "NUM_GAP");
  const auto second = second_head(lines);
  const auto end = second ? std::optional(lines[*second].bytes.begin) : std::nullopt;
  // of a thousand pages they are the most that is held; the nodes say it all again
  std::vector<Line>().swap(lines);
  document.references = read_references(header.subject, nodes, is_recognised);
  // A text without type may be the appendix of a plan: its task tables count, its sentences do not.
  const bool is_plan = document.header.type_code->value == "KH";
  if (is_plan || document.header.type_code->value == "KHAC") {
    TableReading tables = read_tables(text, nodes, context);
    std::vector<Task> prose = is_plan ? prose_tasks(nodes, context) : std::vector<Task>{};
    document.tasks = in_text_order(std::move(tables.tasks), std::move(prose));
    document.table_count = tables.count;
    for (const std::string& flag : tables.flags) add_reason(document.flags, flag);
    for (const auto& [node, reason] : tables.reasons) {
      if (is_plan) add_reason(nodes[node].section.reasons, reason);
    }
  }
  if (end) end_at(*end, nodes, document);
  const auto ours = std::ranges::partition_point(
      nodes, [&](const Node& node) { return !end || node.section.bytes.begin < *end; });
  check_document({nodes.begin(), ours}, document);
  document.sections.reserve(nodes.size());
  for (Node& node : nodes) {
    Node done = std::move(node);  // and its words go: a table's may be the whole text
    document.sections.push_back(std::move(done.section));
  }
  rate_body(input, document);
  check_citations(document);
  check_digits(input, document);
  return document;
}

}  // namespace codau::document
