// train/section_writer.h — a model in the frame of lm/section_file.h.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>

#include "lm/section_file.h"

namespace codau::train {

/// Appends the bytes of a number.
template <class T>
void put(std::string& out, T value) {
  out.append(static_cast<const char*>(static_cast<const void*>(&value)), sizeof value);
}

/// Writes `path`: the mark of an unfinished file first, the true header last. `blocks` are used up.
/// Throws Error{kOutput} when it cannot be written. Precondition: as many fields and blocks as the
/// format has.
void write_sections(const std::string& path, const lm::SectionFormat& format,
                    std::initializer_list<std::uint32_t> fields, std::span<std::string> blocks);

}  // namespace codau::train
