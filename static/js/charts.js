// Drawings beside their tables. A [data-chart="id"] shows the JSON block of that id (`json_script`):
//   {"kind": "sankey", "nodes": [{"id", "label", "tone", "depth"}], "links": [{"from", "to", "value"}]}
"use strict";

const tones = getComputedStyle(document.documentElement);
const colour = (tone) => tones.getPropertyValue(`--${tone}`).trim() || tones.getPropertyValue("--calm").trim();
const text = { color: tones.getPropertyValue("--ink").trim(), fontFamily: getComputedStyle(document.body).fontFamily };

const sankey = ({ nodes, links }) => {
  const labels = Object.fromEntries(nodes.map(({ id, label }) => [id, label]));
  return {
    series: [{
      type: "sankey", left: 8, right: 120, top: 8, bottom: 8, nodeGap: 14, layoutIterations: 0, draggable: false,
      data: nodes.map(({ id, tone, depth }) => ({ name: id, depth, itemStyle: { color: colour(tone) } })),
      links: links.map(({ from, to, value }) => ({ source: from, target: to, value })),
      label: { ...text, formatter: ({ name, value }) => `${labels[name]} ${value}` },
      lineStyle: { color: "source", opacity: 0.3 },
      tooltip: { formatter: ({ dataType, data, name, value }) =>
        dataType === "edge" ? `${labels[data.source]} → ${labels[data.target]}: ${value}` : `${labels[name]}: ${value}` },
    }],
  };
};

const draw = (element) => {
  const data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
  const chart = echarts.init(element, null, { renderer: "svg" });
  chart.setOption({ animation: false, textStyle: text, tooltip: { renderMode: "richText" }, ...{ sankey }[data.kind](data) });
  new ResizeObserver(() => {
    chart.resize();
    element.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }).observe(element);
};

document.querySelectorAll("[data-chart]").forEach(draw);
