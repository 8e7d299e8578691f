#include "document/tasks/task_list.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace codau::document {
namespace {

// ---- the fields, named once for both ways: `archive` takes them in order ----

template <class Archive, class Value>
void each_field(Archive& archive, Field<Value>& field) {
  archive(field.value, field.source, field.confidence, field.basis, field.cell);
}

template <class Archive>
void each_field(Archive& archive, ByteRange& bytes) {
  archive(bytes.begin, bytes.end);
}

template <class Archive>
void each_field(Archive& archive, std::pair<std::string, std::string>& pair) {
  archive(pair.first, pair.second);
}

template <class Archive>
void each_field(Archive& archive, Change& change) {
  archive(change.in, change.out, change.before, change.after, change.rule, change.source,
          change.confidence, change.runner_up);
}

template <class Archive>
void each_field(Archive& archive, Deadline& one) {
  archive(one.raw, one.source, one.label, one.kind, one.rule, one.due_date, one.due_op,
          one.due_last_day, one.start_date, one.period, one.recurrence, one.anchor, one.note,
          one.recur_count, one.offset_n, one.offset_unit, one.is_inferred, one.reasons,
          one.proposed);
}

template <class Archive>
void each_field(Archive& archive, AgencyValidity& term) {
  archive(term.valid_from, term.valid_to, term.successor, term.successor_place);
}

template <class Archive>
void each_field(Archive& archive, AgencyMention& one) {
  archive(one.role, one.raw, one.source, one.norm, one.level, one.place, one.agency_name,
          one.validity, one.above, one.is_place_in_doubt, one.is_inner, one.needs_issuer,
          one.is_collective, one.is_inherited, one.method, one.confidence, one.reasons);
}

template <class Archive>
void each_field(Archive& archive, Task& task) {
  archive(task.origin, task.section, task.appendix, task.table_no, task.row_no, task.actor_path,
          task.ordinal_raw, task.ordinal_norm, task.task_code, task.parent_task, task.group_path,
          task.group_text, task.task_text, task.output, task.lead_raw, task.coop_raw,
          task.deadline_raw, task.budget_raw, task.note, task.budget_vnd, task.extra,
          task.deadlines, task.agencies, task.bytes, task.reasons);
}

// ---- values ----

template <class Number>
constexpr bool kIsWhole = std::is_integral_v<Number> || std::is_enum_v<Number>;

/// Whole numbers take seven bits a byte, the lowest first; a confidence of 1 one byte.
class Packer {
 public:
  template <class... Values>
  void operator()(Values&... values) {
    (add(values), ...);
  }
  [[nodiscard]] std::string take() { return {bytes_.begin(), bytes_.end()}; }

 private:
  template <class Number>
  void add(Number& number) requires kIsWhole<Number> {
    auto rest = static_cast<std::uint64_t>(number);
    for (; rest >= 128; rest >>= 7U) bytes_ += static_cast<char>(rest | 128U);
    bytes_ += static_cast<char>(rest);
  }
  void add(double& number) {
    const bool is_one = number == 1;
    bytes_ += static_cast<char>(is_one);
    if (!is_one) bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  void add(std::string& text) {
    std::size_t size = text.size();
    add(size);
    bytes_ += text;
  }
  template <class Value>
  void add(std::optional<Value>& value) {
    bool is_there = value.has_value();
    add(is_there);
    if (value) add(*value);
  }
  template <class Value>
  void add(std::vector<Value>& values) {
    std::size_t size = values.size();
    add(size);
    for (Value& value : values) add(value);
  }
  template <class Struct>
  void add(Struct& value) requires(std::is_class_v<Struct>) {
    each_field(*this, value);
  }

  std::string bytes_;
};

/// Reads what a Packer wrote.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }

 private:
  [[nodiscard]] std::string_view next(std::size_t size) {
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  template <class Number>
  void get(Number& number) requires kIsWhole<Number> {
    std::uint64_t out = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(next(1).front());
      out |= std::uint64_t{byte & 127U} << shift;
      if (byte < 128) break;
    }
    number = static_cast<Number>(out);
  }
  void get(double& number) {
    number = 1;
    if (next(1).front() == 0) std::memcpy(&number, next(sizeof number).data(), sizeof number);
  }
  void get(std::string& text) {
    std::size_t size = 0;
    get(size);
    text = next(size);
  }
  template <class Value>
  void get(std::optional<Value>& value) {
    bool is_there = false;
    get(is_there);
    if (is_there) get(value.emplace());
  }
  template <class Value>
  void get(std::vector<Value>& values) {
    std::size_t size = 0;
    get(size);
    values.resize(size);
    for (Value& value : values) get(value);
  }
  template <class Struct>
  void get(Struct& value) requires(std::is_class_v<Struct>) {
    each_field(*this, value);
  }

  std::string_view rest_;
};

std::string packed(Task& task) {
  Packer packer;
  each_field(packer, task);
  return packer.take();
}

}  // namespace

Task TaskList::operator[](std::size_t index) const {
  Task task;
  Unpacker unpacker(packed_[index]);
  each_field(unpacker, task);
  return task;
}

Task TaskList::take(std::size_t index) {
  Task task = (*this)[index];
  std::string().swap(packed_[index]);
  return task;
}

void TaskList::push_back(Task task) { packed_.push_back(packed(task)); }

void TaskList::update_each(const std::function<bool(Task&)>& change) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < packed_.size(); ++i) {
    Task task = (*this)[i];
    if (change(task)) packed_[kept++] = packed(task);
  }
  packed_.resize(kept);
}

}  // namespace codau::document
