// Weights of a network as a table of C++.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "image/mark_net.h"

namespace codau::marks {

/// k`of`Numbers, 16 bits each, and k`of`Steps, one a layer, so that the table is small. Throws
/// std::runtime_error where the file cannot be written.
void write_table(const std::vector<float>& weights, std::span<const image::NetLayer> layers,
                 const std::string& of, const std::string& file);

}  // namespace codau::marks
