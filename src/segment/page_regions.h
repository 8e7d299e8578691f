// segment/page_regions.h — corrects a map by the shape of its regions over the whole page.
#pragma once

#include "segment/page_map.h"

namespace codau::image {

/// Gives each straight line one class. A streak and a ruling look the same to the network, which
/// sees some centimetres of a line. The streaks of a line become rulings in two cases.
/// 1. The line has no more pixels of streaks than of rulings.
/// 2. Lines meet it at both ends: it is a border of a table, or of a frame.
/// Law: no pixel loses both classes, and no other class changes.
void settle_lines(PageMap& map);

/// Removes stamps that no paper has: those that are smaller than any, and those without colour that
/// have no frame, which nothing tells from print. `input`: what the network saw of the page
/// (make_network_input). The pixels of a stamp lie at most 2 mm apart.
/// Laws: no pixel gets a class, and no other class changes.
void remove_unlikely_stamps(PageMap& map, const nn::ByteMap& input);

}  // namespace codau::image
